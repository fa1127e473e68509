import { type Context, Hono } from "hono";
import type { SandboxDeps } from "../../deps";
import type { Email } from "../email";
import { countNewer, getMail, pageOfMails } from "../mailbox";
import { type InboxQuery, inboxPage, VIEWS, type View } from "./pages";
import { script } from "./script";
import { styles } from "./styles";

const PAGE_SIZE = 30;
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; form-action 'self'; base-uri 'none'";
/** A mail may bring its own styles and pictures of this machine, but no scripts and no forms. */
const MAIL_POLICY =
  "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: http://127.0.0.1:* http://localhost:*";

/** The inbox for people: every mail that was sent, as its recipient would see it. */
export function createInbox(deps: SandboxDeps): Hono {
  const app = new Hono();

  app.get("/", async (c) => showPage(deps, c, undefined));
  app.get("/inbox.css", (c) => c.body(styles, 200, { "content-type": "text/css; charset=utf-8" }));
  app.get("/inbox.js", (c) =>
    c.body(script, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  app.get("/newer", async (c) => {
    const after = readPlace(c.req.query("after"));
    if (!after) return c.json({ count: 0 });
    const { to, search } = readQuery(c);
    return c.json({ count: await countNewer(deps, { to, search }, after) });
  });

  app.get("/:id", async (c) => {
    const mail = await getMail(deps, c.req.param("id"));
    return mail ? showPage(deps, c, mail) : c.text("This mail is not here (any more).", 404);
  });
  app.get("/:id/html", async (c) => {
    const mail = await getMail(deps, c.req.param("id"));
    if (mail?.html == null) return c.text("This mail has no HTML part.", 404);
    c.header("Content-Security-Policy", MAIL_POLICY);
    return c.html(`<base target="_blank">${withInlinePictures(mail, mail.html)}`);
  });
  app.get("/:id/attachments/:index", async (c) => {
    const mail = await getMail(deps, c.req.param("id"));
    const file = mail?.attachments[Number(c.req.param("index"))];
    if (!file) return c.text("This attachment is not here.", 404);
    return c.body(Buffer.from(file.content, "base64"), 200, {
      "content-type": file.contentType,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      "x-content-type-options": "nosniff",
    });
  });
  return app;
}

async function showPage(deps: SandboxDeps, c: Context, mail: Email | undefined) {
  const query = readQuery(c);
  const { to, search, before } = query;
  const page = await pageOfMails(deps, { to, search }, before || undefined, PAGE_SIZE);
  c.header("Content-Security-Policy", PAGE_POLICY);
  const open = mail && { mail, view: readView(c, mail) };
  return c.html(inboxPage(page, query, open));
}

function readQuery(c: Context): InboxQuery {
  const { to = "", q = "", before } = c.req.query();
  return { to: to.trim(), search: q.trim(), before: readPlace(before) ?? "" };
}

/** A mail's place in the order of arrival; anything else is ignored. */
function readPlace(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{1,18}$/.test(text) ? text : undefined;
}

/** The part asked for, else the first that the mail has. */
function readView(c: Context, mail: Email): View {
  const asked = VIEWS.find((view) => view === c.req.query("view"));
  const has = { html: mail.html !== null, text: mail.text !== null, details: true };
  return asked && has[asked] ? asked : (VIEWS.find((view) => has[view]) ?? "details");
}

function withInlinePictures(mail: Email, html: string): string {
  return html.replace(/\bcid:([^"'\s)]+)/g, (whole, id: string) => {
    const file = mail.attachments.find((attachment) => attachment.contentId === id);
    return file ? `data:${file.contentType};base64,${file.content}` : whole;
  });
}
