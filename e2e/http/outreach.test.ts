import { createHmac } from "node:crypto";
import path from "node:path";
import { expect, test } from "vitest";
import type { z } from "zod";
import { linkIn } from "@/e2e/support/mail";
import { keptSecrets } from "@/scripts/secrets";
import { type Envelope, expectFailure, stranger } from "./support/api";
import { newOwner, newReader, type Person } from "./support/people";
import type { outreachRequest } from "./support/shapes";
import { app, mailbox, sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

type Body = Envelope<z.infer<typeof outreachRequest>>;

const someone = (beginning = "prof") => `${beginning}-${crypto.randomUUID()}@university.example`;

async function newPaper(): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into papers (title, author_names) values (${`On ${crypto.randomUUID()}`}, '{Ines Duarte}')
    returning id`;
  return row?.id ?? "";
}

async function ask(reader: Person, email: string, paperId?: string): Promise<Body["data"]> {
  const { status, body } = await reader.api.post<Body>("/outreach", {
    researcher_email: email,
    paper_id: paperId ?? (await newPaper()),
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.data;
}

const statusOf = async (reader: Person, id: string) =>
  (await reader.api.get<Body>(`/outreach/${id}`)).body.data.status;

const invitationTo = (to: string) => mailbox.waitFor({ to, tag: "kind:outreach-invitation" });

test("a researcher who is asked for several times is mailed once", async () => {
  const [reader, other] = await Promise.all([newReader(), newReader()]);
  const email = someone();
  const paper_id = await newPaper();
  const data = await ask(reader, email, paper_id);
  const again = await reader.api.post<Body>("/outreach", { researcher_email: email, paper_id });
  expect(again).toMatchObject({ status: 200, body: { data: { id: data.id } } });
  await ask(other, email, paper_id);
  await invitationTo(email);
  expect(await mailbox.find({ to: email })).toHaveLength(1);
  expectFailure(await other.api.get(`/outreach/${data.id}`), 404, "NOT_FOUND");
  expectFailure(await stranger.get("/outreach"), 401, "UNAUTHENTICATED");
});

test("what cannot be asked for is refused, naming the field", async () => {
  const [reader, owner] = await Promise.all([newReader(), newOwner()]);
  const paper_id = await newPaper();
  const post = (body: Record<string, unknown>) => reader.api.post("/outreach", body);
  const fieldsOf = (failure: ReturnType<typeof expectFailure>) =>
    Object.keys(failure.error.details.fields ?? {});
  const wrong: [Record<string, unknown>, string][] = [
    [{ paper_id }, "researcher_email"],
    [{ researcher_email: "nobody", paper_id }, "researcher_email"],
    [{ researcher_email: reader.email, paper_id }, "researcher_email"],
    [{ researcher_email: someone() }, "paper_id"],
    [{ researcher_email: someone(), paper_id: "x" }, "paper_id"],
    [{ researcher_email: someone(), paper_id, note: "https://x.example" }, "note"],
  ];
  for (const [body, field] of wrong)
    expect(fieldsOf(expectFailure(await post(body), 400, "INVALID_INPUT"))).toEqual([field]);
  expectFailure(
    await post({ researcher_email: someone(), paper_id: crypto.randomUUID() }),
    404,
    "NOT_FOUND",
  );
  const here = expectFailure(
    await post({ researcher_id: owner.researcherId, paper_id }),
    409,
    "ALREADY_REGISTERED",
  );
  expect(here.error.details).toMatchObject({ researcher: { id: owner.researcherId } });
});

test("the fourth request of a month is refused, and the list comes page by page", async () => {
  const reader = await newReader();
  for (let at = 0; at < 3; at++) await ask(reader, someone());
  const over = { researcher_email: someone(), paper_id: await newPaper() };
  expectFailure(await reader.api.post("/outreach", over), 402, "OUTREACH_LIMIT");
  type List = { data: Body["data"][]; pagination: { next_cursor: string | null } };
  const first = await reader.api.get<List>("/outreach?limit=2");
  expect(first.body.data).toHaveLength(2);
  expect(first.headers.get("link")).toContain('rel="next"');
  const next = await reader.api.get<List>(
    `/outreach?limit=2&cursor=${first.body.pagination.next_cursor}`,
  );
  expect(next.body).toMatchObject({ pagination: { limit: 2, next_cursor: null } });
  expect(next.body.data).toHaveLength(1);
  expectFailure(await reader.api.get("/outreach?cursor=x"), 400, "INVALID_INPUT");
});

test("one click unsubscribes without a session, opening the link does not, and then nobody can invite", async () => {
  const [reader, other] = await Promise.all([newReader(), newReader()]);
  const email = someone();
  const { id } = await ask(reader, email);
  const letter = (await invitationTo(email)) as Awaited<ReturnType<typeof invitationTo>> & {
    headers: Record<string, string>;
  };
  const url = /^<(.+)>$/.exec(letter.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
  for (const opened of [url, linkIn(letter, "/decline"), linkIn(letter, "/unsubscribe?")])
    expect((await fetch(opened)).status).toBe(200);
  expect(await statusOf(reader, id)).toBe("pending");
  const click = () =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
  expect((await click()).status).toBe(200);
  expect((await click()).status).toBe(200);
  expect(await statusOf(reader, id)).toBe("declined");
  const paper_id = await newPaper();
  const refused = await other.api.post("/outreach", { researcher_email: email, paper_id });
  expectFailure(refused, 409, "NOT_INVITABLE");
  expectFailure(await stranger.post("/outreach/unsubscribe?token=made-up"), 400, "INVALID_TOKEN");
});

test.each(["bounced", "complained"])("who has %s is told to the reader as failed", async (fate) => {
  const reader = await newReader();
  const { id } = await ask(reader, someone(fate));
  await waitFor("the webhook", async () => (await statusOf(reader, id)) === "email_failed");
});

test("Resend's webhooks count once, whatever the order, and only with its signature", async () => {
  const folder = path.dirname(process.env.COLLOQUY_STACK ?? ".data/demo.json");
  const { resend } = await keptSecrets(folder, ["resend"]);
  const key = Buffer.from(Buffer.from(resend).toString("base64"), "base64");
  const reader = await newReader();
  const email = someone();
  const { id } = await ask(reader, email);
  const eventId = `msg_${crypto.randomUUID()}`;
  const payload = JSON.stringify({ type: "email.complained", data: { to: [email] } });
  const send = (secret: Buffer) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const mac = createHmac("sha256", secret).update(`${eventId}.${timestamp}.${payload}`);
    return fetch(`${app}/api/v1/webhooks/resend`, {
      method: "POST",
      headers: {
        "svix-id": eventId,
        "svix-timestamp": timestamp,
        "svix-signature": `v1,${mac.digest("base64")}`,
      },
      body: payload,
    });
  };
  expect((await send(Buffer.from("another secret"))).status).toBe(400);
  expect(await statusOf(reader, id)).toBe("pending");
  const answers = await Promise.all([send(key), send(key), send(key)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await statusOf(reader, id)).toBe("email_failed");
  const [noted] = await sql`select count(*)::int as n from webhook_events where id = ${eventId}`;
  expect(noted?.n).toBe(1);
});
