import type { AddressInfo, Server } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { Resend } from "resend";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type ServedStandIn, serveStandIn } from "../testing/serve-stand-in";
import { resend as standIn } from "./index";

const SECRET = `whsec_${Buffer.from("a secret of the tests").toString("base64")}`;

let served: ServedStandIn;
let resend: Resend;
let receiver: Server;
let received: { headers: Headers; payload: string }[] = [];
let now = new Date("2026-11-23T10:00:00Z");

beforeAll(async () => {
  served = await serveStandIn(standIn, { clock: () => now });
  resend = new Resend("re_test", { baseUrl: `${served.origin}/resend` });
  const app = new Hono();
  app.post("/hook", async (c) => {
    received.push({ headers: c.req.raw.headers, payload: await c.req.text() });
    return c.body(null, 200);
  });
  await new Promise<void>((resolve) => {
    receiver = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () =>
      resolve(),
    ) as Server;
  });
});
afterAll(async () => {
  await new Promise((resolve) => receiver.close(resolve));
  await served.close();
});
beforeEach(async () => {
  await fetch(`${served.origin}/_sandbox/mails`, { method: "DELETE" });
});
afterEach(() => {
  now = new Date("2026-11-23T10:00:00Z");
  served.deps.settings.resendWebhookUrl = undefined;
  received = [];
});

const Mails = z.array(
  z.object({
    id: z.string(),
    to: z.array(z.string()),
    subject: z.string(),
    text: z.string().nullable(),
    html: z.string().nullable(),
    tags: z.array(z.object({ name: z.string(), value: z.string() })),
    headers: z.record(z.string(), z.string()),
    attachments: z.array(
      z.object({ filename: z.string(), contentType: z.string(), content: z.string() }),
    ),
    idempotencyKey: z.string().nullable(),
    createdAt: z.string(),
  }),
);

async function mails(query = "") {
  return Mails.parse(await (await fetch(`${served.origin}/_sandbox/mails${query}`)).json());
}

const letter = {
  from: "Colloquy <hello@colloquy.example>",
  to: "Ada <ada@colloquy.example>",
  subject: "Your session is confirmed",
  html: "<p>See you</p>",
  text: "See you",
};

test("a mail is kept as it was sent, attachments and all", async () => {
  const ics = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
  const { data, error } = await resend.emails.send(
    {
      ...letter,
      replyTo: "help@colloquy.example",
      headers: { "List-Unsubscribe": "<https://colloquy.example/u/1>" },
      tags: [{ name: "kind", value: "booking_confirmed" }],
      attachments: [
        {
          filename: "invite.ics",
          content: Buffer.from(ics),
          contentType: "text/calendar; charset=utf-8; method=REQUEST",
        },
      ],
    },
    { idempotencyKey: "confirmed-1" },
  );
  expect(error).toBeNull();
  const [mail] = await mails();
  expect(mail).toEqual({
    id: data?.id,
    to: ["Ada <ada@colloquy.example>"],
    subject: letter.subject,
    text: "See you",
    html: "<p>See you</p>",
    tags: [{ name: "kind", value: "booking_confirmed" }],
    headers: { "List-Unsubscribe": "<https://colloquy.example/u/1>" },
    attachments: [
      {
        filename: "invite.ics",
        contentType: "text/calendar; charset=utf-8; method=REQUEST",
        content: Buffer.from(ics).toString("base64"),
      },
    ],
    idempotencyKey: "confirmed-1",
    createdAt: "2026-11-23T10:00:00.000Z",
  });
  const read = await resend.emails.get(data?.id ?? "");
  expect(read.data).toMatchObject({
    subject: letter.subject,
    reply_to: ["help@colloquy.example"],
    last_event: "delivered",
  });
  expect((await resend.emails.get("nothing")).error?.name).toBe("not_found");
});

test("a key sends once in 24 hours, and not another mail", async () => {
  const options = { idempotencyKey: "once" };
  const first = await resend.emails.send(letter, options);
  const again = await resend.emails.send(letter, options);
  expect(again.data?.id).toBe(first.data?.id);
  const other = await resend.emails.send({ ...letter, subject: "Other" }, options);
  expect(other.error).toMatchObject({ statusCode: 409, name: "invalid_idempotent_request" });
  expect(await mails()).toHaveLength(1);
  now = new Date("2026-11-24T10:00:01Z");
  const nextDay = await resend.emails.send({ ...letter, subject: "Other" }, options);
  expect(nextDay.data?.id).not.toBe(first.data?.id);
  const long = await resend.emails.send(letter, { idempotencyKey: "k".repeat(257) });
  expect(long.error).toMatchObject({ statusCode: 400, name: "invalid_idempotency_key" });
});

test("of racing sends under one key one mail comes out", async () => {
  const options = { idempotencyKey: "race" };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => resend.emails.send(letter, options)),
  );
  const ids = new Set(answers.flatMap(({ data }) => (data ? [data.id] : [])));
  expect(ids.size).toBe(1);
  for (const { error } of answers)
    if (error) expect(error.name).toBe("concurrent_idempotent_requests");
  expect(await mails()).toHaveLength(1);
});

test("what is wrong with a mail is said, and nothing is sent", async () => {
  const refused = async (over: object) => (await resend.emails.send({ ...letter, ...over })).error;
  expect(await refused({ to: "ada" })).toMatchObject({
    statusCode: 422,
    name: "validation_error",
    message: expect.stringContaining("`to`"),
  });
  expect(await refused({ from: "Colloquy" })).toMatchObject({
    message: expect.stringContaining("`from`"),
  });
  expect(await refused({ to: [] })).toMatchObject({ name: "missing_required_field" });
  expect(await refused({ subject: undefined })).toMatchObject({ name: "missing_required_field" });
  expect(await refused({ html: undefined, text: undefined })).toMatchObject({ statusCode: 422 });
  expect(await refused({ tags: [{ name: "kind", value: "not ok!" }] })).toMatchObject({
    message: expect.stringContaining("Tags"),
  });
  expect(await refused({ scheduledAt: "in 1 hour" })).toMatchObject({
    message: expect.stringContaining("scheduled_at"),
  });
  expect(
    await refused({ attachments: [{ filename: "a.pdf", path: "https://x.example" }] }),
  ).toMatchObject({ message: expect.stringContaining("a.pdf") });
  const stranger = new Resend("sk_wrong", { baseUrl: `${served.origin}/resend` });
  expect((await stranger.emails.send(letter)).error?.name).toBe("invalid_api_key");
  const broken = await fetch(`${served.origin}/resend/emails`, {
    method: "POST",
    headers: { authorization: "Bearer re_test" },
    body: "{",
  });
  expect(broken.status).toBe(422);
  expect(await mails()).toEqual([]);
});

test("an address that fails is a server error that sends nothing", async () => {
  const { error } = await resend.emails.send({ ...letter, to: "fails@colloquy.example" });
  expect(error).toMatchObject({ statusCode: 500, name: "internal_server_error" });
  expect(await mails()).toEqual([]);
});

test("a batch is sent as a whole or not at all", async () => {
  const two = [letter, { ...letter, to: "ben@colloquy.example" }];
  const sent = await resend.batch.send(two, { idempotencyKey: "batch" });
  expect(sent.data?.data).toHaveLength(2);
  expect((await resend.batch.send(two, { idempotencyKey: "batch" })).data).toEqual(sent.data);
  const bad = await resend.batch.send([letter, { ...letter, to: "nobody" }]);
  expect(bad.error?.name).toBe("validation_error");
  expect(await mails()).toHaveLength(2);
});

test("what was sent is listed newest first, page by page, without content and tags", async () => {
  for (const subject of ["first", "second", "third"])
    await resend.emails.send({ ...letter, subject, tags: [{ name: "kind", value: "receipt" }] });
  const newest = await resend.emails.list({ limit: 2 });
  expect(newest.data?.data.map(({ subject }) => subject)).toEqual(["third", "second"]);
  expect(newest.data?.has_more).toBe(true);
  expect(newest.data?.data[0]).not.toHaveProperty("html");
  expect(newest.data?.data[0]).not.toHaveProperty("tags");
  const after = newest.data?.data[1]?.id ?? "";
  const older = await resend.emails.list({ limit: 100, after });
  expect(older.data?.data[0]?.subject).toBe("first");
  expect(older.data?.has_more).toBe(false);
  expect((await resend.emails.list({ limit: 101 })).error).toMatchObject({
    name: "validation_error",
  });
});

test("events are signed so that the SDK accepts them, a bounced mail's among them", async () => {
  now = new Date();
  served.deps.settings.resendWebhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  served.deps.settings.resendWebhookSecret = SECRET;
  const tags = [{ name: "kind", value: "receipt" }];
  await resend.emails.send({ ...letter, to: "bounced+1@colloquy.example", tags });
  await resend.emails.send(letter);
  await expect.poll(() => received.length).toBe(4);
  const events = received.map(({ headers, payload }) =>
    resend.webhooks.verify({
      payload,
      webhookSecret: SECRET,
      headers: {
        id: headers.get("svix-id") ?? "",
        timestamp: headers.get("svix-timestamp") ?? "",
        signature: headers.get("svix-signature") ?? "",
      },
    }),
  );
  expect(events.map((event) => event.type).sort()).toEqual([
    "email.bounced",
    "email.delivered",
    "email.sent",
    "email.sent",
  ]);
  expect(events.find((event) => event.type === "email.bounced")?.data).toMatchObject({
    to: ["bounced+1@colloquy.example"],
    tags: { kind: "receipt" },
    bounce: { type: "Permanent" },
  });
  const [tampered] = received;
  expect(() =>
    resend.webhooks.verify({
      payload: `${tampered?.payload} `,
      webhookSecret: SECRET,
      headers: {
        id: tampered?.headers.get("svix-id") ?? "",
        timestamp: tampered?.headers.get("svix-timestamp") ?? "",
        signature: tampered?.headers.get("svix-signature") ?? "",
      },
    }),
  ).toThrow();
});

test("mails are found by recipient, subject, time and tag, newest last", async () => {
  const send = (to: string, subject: string, kind: string) =>
    resend.emails.send({ ...letter, to, subject, tags: [{ name: "kind", value: kind }] });
  await send("ada@colloquy.example", "100% sure", "receipt");
  now = new Date("2026-11-23T11:00:00Z");
  await send("Ada <ADA@colloquy.example>", "Reminder", "reminder");
  await send("bada@colloquy.example", "Reminder", "reminder");
  const subjects = async (query: string) => (await mails(query)).map((mail) => mail.subject);
  expect(await subjects("?to=ada@colloquy.example")).toEqual(["100% sure", "Reminder"]);
  expect(await subjects("?to=ada")).toHaveLength(3);
  expect(await subjects("?subject=0%25 s")).toEqual(["100% sure"]);
  expect(await subjects("?subject=_")).toEqual([]);
  expect(await subjects("?since=2026-11-23T11:00:00Z")).toEqual(["Reminder", "Reminder"]);
  expect(await subjects("?tag=kind:receipt")).toEqual(["100% sure"]);
  expect(await subjects("?tag=kind")).toHaveLength(3);
  expect(await subjects("?tag=other")).toEqual([]);
  expect(await subjects("?subject=Remin%00der&to=bada%00")).toEqual(["Reminder"]);
  expect((await fetch(`${served.origin}/_sandbox/mails?since=soon`)).status).toBe(400);
});
