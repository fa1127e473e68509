import { beforeAll, expect, test } from "vitest";
import { type ServerAction, serverActions } from "./support/actions";
import { signInByCookie } from "./support/cookies";
import { newOwner } from "./support/people";
import { app, sql } from "./support/stack";

let actions: ServerAction[] = [];
/** Of an administrator who is a researcher too: nothing is refused for want of a role. */
let cookie = "";

beforeAll(async () => {
  actions = await serverActions();
  expect(actions.length).toBeGreaterThan(60);
  cookie = await administratorsCookie();
});

async function administratorsCookie(): Promise<string> {
  const { email, userId } = await newOwner();
  await sql`update users set is_admin = true where id = ${userId}`;
  const made = await signInByCookie(email, "correct horse battery");
  expect(made).toContain("session-token=");
  return made;
}

type Post = { headers?: Record<string, string>; body?: BodyInit };

const post = ({ headers, body }: Post, cookie = "", path = "/terms") =>
  fetch(`${app}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { accept: "text/x-component", ...(cookie && { cookie }), ...headers },
    body,
  });

/** A form as an action's second or third argument, with files where texts are awaited. */
function formArguments(before: unknown[]): FormData {
  const form = new FormData();
  form.append("0", JSON.stringify([...before, "$K1"]));
  for (const name of ["text", "rating", "address", "url", "version", "name", "payout_country"])
    form.append(`1_${name}`, new Blob(["file"]), "file.txt");
  for (const name of ["bio", "rate", "slug", "email", "note", "limit"])
    form.append(`1_${name}`, `\0${"9".repeat(400)}`);
  return form;
}

const OBJECTS = `[{"__proto__":{"hours":null},"constructor":1},{"hours":null},[[null]]]`;

const WRONG: [string, () => BodyInit][] = [
  ["no arguments", () => "[]"],
  ["null for all", () => "[null,null,null]"],
  ["texts and numbers", () => '["x",-1e300,"__proto__"]'],
  ["objects of another kind", () => OBJECTS],
  ["a form after nothing", () => formArguments([])],
  ["a form after texts", () => formArguments(["x", "toString"])],
];

test.each(WRONG)("no action fails when it is given %s", async (_, body) => {
  const failed: string[] = [];
  for (const { id, name } of actions) {
    // These end the session that the others are tried with.
    if (/ (signOut|endAllSessions)$/.test(name)) continue;
    const response = await post({ headers: { "next-action": id }, body: body() }, cookie);
    // Next passes what was posted to another page on to the action's own, and answers 200: a failure
    // is a digest in the answer's own format then.
    if (response.status >= 500 || /^\w+:E\{/m.test(await response.text()))
      failed.push(`${name}: ${response.status}`);
  }
  expect(failed).toEqual([]);
});

test("nor when nobody is signed in", async () => {
  for (const { id, name } of actions) {
    const response = await post({ headers: { "next-action": id }, body: OBJECTS });
    expect(response.status, name).toBeLessThan(500);
    expect(await response.text(), name).not.toMatch(/^\w+:E\{/m);
  }
});

const BOUNDARY = "multipart/form-data; boundary=x";

test.each<[string, number, Post]>([
  ["an action that is not there", 409, { headers: { "next-action": "00".repeat(21) }, body: "[]" }],
  ["an action that cannot be", 400, { headers: { "next-action": "../x" }, body: "[]" }],
  ["garbage for a form", 400, { headers: { "content-type": BOUNDARY }, body: "garbage" }],
  ["a form that breaks off", 400, { headers: { "content-type": BOUNDARY }, body: "--x\r\nCont" }],
  ["a form without a boundary", 400, { headers: { "content-type": "multipart/form-data" } }],
])("%s is answered with %s", async (_, status, request) => {
  expect((await post(request)).status).toBe(status);
});

test("what is posted to an action must be readable, bounded and from our own pages", async () => {
  const id = actions.find(({ name }) => name.endsWith(" signIn"))?.id ?? "";
  const statusOf = async (body: BodyInit, headers: Record<string, string> = {}) =>
    (await post({ headers: { "next-action": id, ...headers }, body }, "", "/sign-in")).status;
  expect(await statusOf("[null]")).toBe(200);
  expect(await statusOf("not json")).toBe(400);
  expect(await statusOf('["$1"]')).toBe(400);
  expect(await statusOf('["$n12x"]')).toBe(400);
  expect(await statusOf(`["${"x".repeat(300_000)}"]`)).toBe(413);
  expect(await statusOf("garbage", { "content-type": BOUNDARY })).toBe(400);
  expect(await statusOf("[]", { origin: "https://evil.example" })).toBe(400);
});

test("a picture's form that is too large leads back and says so", async () => {
  const form = new FormData();
  form.append("picture", new Blob([new Uint8Array(5.5 * 1024 * 1024)]), "large.png");
  const headers = { origin: new URL(app).origin };
  const response = await post({ headers, body: form }, cookie, "/dashboard/profile/picture");
  expect([response.status, response.headers.get("location")]).toEqual([
    303,
    "/dashboard/profile?picture=PAYLOAD_TOO_LARGE",
  ]);
});
