import { Resend } from "resend";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedStandIn, serveStandIn } from "../../testing/serve-stand-in";
import { resend as standIn } from "../index";

let served: ServedStandIn;
let resend: Resend;
let now = new Date("2026-11-23T10:00:00Z");

beforeAll(async () => {
  served = await serveStandIn(standIn, { clock: () => now });
  resend = new Resend("re_test", { baseUrl: `${served.origin}/resend` });
});
afterAll(() => served.close());

async function open(path: string) {
  const response = await fetch(served.origin + path);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function send(over: object): Promise<string> {
  now = new Date(now.getTime() + 60_000);
  const { data } = await resend.emails.send({
    from: "Colloquy <hello@colloquy.example>",
    to: "ada@colloquy.example",
    subject: "Hello",
    text: "plain",
    ...over,
  });
  if (!data) throw new Error("the mail was not sent");
  return data.id;
}

const event = [
  "BEGIN:VCALENDAR",
  "METHOD:CANCEL",
  "BEGIN:VEVENT",
  "UID:u1",
  "SEQUENCE:3",
  "SUMMARY:Talk <script>",
  "DTSTART:20261201T143000Z",
  "DTEND:20261201T153000Z",
  "END:VEVENT",
  "END:VCALENDAR",
].join("\r\n");

test("an empty inbox says what will come", async () => {
  const page = await open("/inbox");
  expect(page.text).toContain("No mail yet");
  expect(page.text).toContain("0 mails");
});

test("a mail shows its headers, its event, its files and its parts, and nothing of it is trusted", async () => {
  const id = await send({
    subject: "<script>alert(1)</script>",
    html: '<p style="color:red">Hi</p><a href="https://colloquy.example/x">open</a><img src="cid:logo">',
    text: 'Join <here> https://colloquy.example/j/1?a=1&b=2. "Bye"',
    replyTo: "help@colloquy.example",
    headers: {
      "List-Unsubscribe": "<https://colloquy.example/u/1>, <mailto:u@colloquy.example>",
      "X-Other": "other",
    },
    tags: [{ name: "kind", value: "canceled" }],
    attachments: [
      {
        filename: "invite ü.ics",
        content: Buffer.from(event),
        contentType: "text/calendar; charset=utf-8; method=CANCEL",
      },
      { filename: "logo.png", content: Buffer.from("png"), contentId: "logo" },
    ],
  });
  const page = await open(`/inbox/${id}`);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(page.text).not.toContain("<script>alert");
  expect(page.text).toContain("&lt;script&gt;alert(1)");
  expect(page.text).toContain("help@colloquy.example");
  expect(page.text).toContain('<a href="https://colloquy.example/u/1" target="_blank"');
  expect(page.text).toContain("Cancellation (method CANCEL, sequence 3: change 3)");
  expect(page.text).toContain("Talk &lt;script&gt;");
  expect(page.text).toContain("Tuesday, 1 December 2026");
  expect(page.text).toContain("14:30 to 15:30 (60 minutes)");
  expect(page.text).toMatch(/<iframe src="\/inbox\/[\w-]+\/html"/);
  expect(page.text).not.toContain("allow-scripts");

  const frame = await open(`/inbox/${id}/html`);
  expect(frame.headers.get("content-security-policy")).toMatch(/^sandbox (?!.*allow-scripts)/);
  expect(frame.text).toContain('<base target="_blank">');
  expect(frame.text).toContain('<img src="data:image/png;base64,cG5n">');

  const text = await open(`/inbox/${id}?view=text`);
  expect(text.text).toContain(
    'Join &lt;here&gt; <a href="https://colloquy.example/j/1?a=1&amp;b=2" target="_blank" rel="noopener">',
  );
  const details = await open(`/inbox/${id}?view=details`);
  expect(details.text).toContain("<dt>X-Other</dt><dd>other</dd>");
  expect(details.text).toContain("<dt>Tag kind</dt><dd>canceled</dd>");

  const file = await open(`/inbox/${id}/attachments/0`);
  expect(file.text).toBe(event);
  expect(file.headers.get("content-type")).toBe("text/calendar; charset=utf-8; method=CANCEL");
  expect(file.headers.get("content-disposition")).toBe(
    "attachment; filename*=UTF-8''invite%20%C3%BC.ics",
  );
  expect((await open(`/inbox/${id}/attachments/2`)).status).toBe(404);
  expect((await open("/inbox/nothing")).status).toBe(404);
});

test("a mail without HTML opens in its plain text", async () => {
  const id = await send({ subject: "Plain" });
  const page = await open(`/inbox/${id}`);
  expect(page.text).toContain("<pre>plain</pre>");
  expect(page.text).not.toContain("<iframe");
  expect((await open(`/inbox/${id}/html`)).status).toBe(404);
});

test("the list is paged, newest first, and narrowed by recipient and words", async () => {
  for (let n = 1; n <= 35; n += 1)
    await send({ to: "many@colloquy.example", subject: `Number ${n}.` });
  await send({ to: "one@colloquy.example", subject: "Alone" });
  const numbers = (text: string) => [...text.matchAll(/Number (\d+)\./g)].map(([, n]) => Number(n));
  const first = await open("/inbox?to=many@colloquy.example");
  expect(first.text).toContain("35 mails found");
  expect(first.text).not.toContain("Alone");
  expect(numbers(first.text)).toEqual(Array.from({ length: 30 }, (_, n) => 35 - n));
  const older = /href="([^"]*before=[^"]*)">Older mails/.exec(first.text)?.[1] ?? "";
  const second = await open(older.replaceAll("&amp;", "&"));
  expect(numbers(second.text)).toEqual([5, 4, 3, 2, 1]);
  expect(second.text).not.toContain("Older mails");
  expect(numbers((await open("/inbox?q=number 35.")).text)).toEqual([35]);
  expect((await open("/inbox?q=nowhere")).text).toContain("No mail matches");

  const newest = /data-newest="(\d+)"/.exec(first.text)?.[1];
  const newer = async (query: string) =>
    JSON.parse((await open(`/inbox/newer?after=${newest}${query}`)).text);
  expect(await newer("")).toEqual({ count: 1 });
  expect(await newer("&to=many@colloquy.example")).toEqual({ count: 0 });
  expect((await open("/inbox?before=abc&to=%00")).status).toBe(200);
});
