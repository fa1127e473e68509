import { Hono } from "hono";
import type { SandboxDeps } from "../deps";
import type { Email } from "./email";
import { invalid, ResendError } from "./errors";
import { createInbox } from "./inbox/routes";
import { emptyMailbox, findMails, getMail, listMails } from "./mailbox";
import { sendBatch, sendEmail } from "./send";
import { registerWebhooks } from "./webhooks";

/** Resend's API under `/resend`, the inbox at `/inbox`, and `/_sandbox/mails`; mount it at the root. */
export function resend(deps: SandboxDeps): Hono {
  registerWebhooks(deps);
  const app = new Hono();
  app.route("/resend", createApi(deps));
  app.route("/inbox", createInbox(deps));

  app.get("/_sandbox/mails", async (c) => {
    const { to, subject, since, tag } = c.req.query();
    const from = since === undefined ? undefined : new Date(since);
    if (from && Number.isNaN(from.getTime())) return c.json({ message: "since: not a date" }, 400);
    return c.json((await findMails(deps, { to, subject, since: from, tag })).map(presentToTests));
  });
  app.delete("/_sandbox/mails", async (c) => c.json({ deleted: await emptyMailbox(deps) }));
  return app;
}

function createApi(deps: SandboxDeps): Hono {
  const api = new Hono();
  api.onError((error, c) => {
    if (error instanceof ResendError) return c.json(error.body, error.status);
    throw error;
  });
  api.use(async (c, next) => {
    const [, key] = /^Bearer (.*)$/i.exec(c.req.header("authorization") ?? "") ?? [];
    if (!key) throw new ResendError(401, "missing_api_key", "Missing API Key");
    if (!key.startsWith("re_")) throw new ResendError(401, "invalid_api_key", "API key is invalid");
    await next();
  });
  const readCall = async (request: Request) => ({
    body: parseBody(await request.text()),
    idempotencyKey: request.headers.get("idempotency-key") ?? undefined,
  });
  api.post("/emails", async (c) => c.json(await sendEmail(deps, await readCall(c.req.raw))));
  api.post("/emails/batch", async (c) => c.json(await sendBatch(deps, await readCall(c.req.raw))));
  api.get("/emails", async (c) => {
    const { limit: asked, after } = c.req.query();
    const limit = asked === undefined ? 20 : Number(asked);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100)
      throw invalid("The `limit` must be a number between 1 and 100.");
    const { mails, hasMore } = await listMails(deps, { limit, after });
    return c.json({ object: "list", has_more: hasMore, data: mails.map(summarize) });
  });
  api.get("/emails/:id", async (c) => {
    const email = await getMail(deps, c.req.param("id"));
    if (!email) throw new ResendError(404, "not_found", "Email not found");
    return c.json(present(email));
  });
  return api;
}

/** The body as JSON, without U+0000, which PostgreSQL's texts cannot hold; undefined when it is none. */
function parseBody(text: string): unknown {
  try {
    return JSON.parse(text, (_name, value) =>
      typeof value === "string" ? value.replaceAll("\u0000", "") : value,
    );
  } catch {
    return undefined;
  }
}

/** As a list shows a mail: without its content and tags. */
function summarize(email: Email): object {
  const { object: _, html: __, text: ___, tags: ____, ...shown } = present(email);
  return shown;
}

function present(email: Email) {
  const orNull = (list: string[]) => (list.length > 0 ? list : null);
  return {
    object: "email",
    id: email.id,
    message_id: email.messageId,
    from: email.from,
    to: email.to,
    cc: orNull(email.cc),
    bcc: orNull(email.bcc),
    reply_to: orNull(email.replyTo),
    subject: email.subject,
    html: email.html,
    text: email.text,
    tags: email.tags,
    last_event: email.lastEvent,
    scheduled_at: null,
    created_at: email.createdAt,
  };
}

function presentToTests(email: Email): object {
  const { recipients: _, messageId: __, ...shown } = email;
  return {
    ...shown,
    attachments: email.attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content,
    })),
  };
}
