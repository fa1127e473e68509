import { expect, test } from "vitest";
import { linkIn } from "@/e2e/support/mail";
import { callAction } from "./support/actions";
import { stranger } from "./support/api";
import { app, mailbox } from "./support/stack";

const PASSWORD = "correct horse battery";

const tokenFor = async (email: string, password: string) =>
  (await stranger.post("/api/v1/auth/token", { email, password })).status;

const cookieOf = (answer: Response, name: string) =>
  answer.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`)) ?? "";

test("a stranger who made an account with somebody's address is out once its owner confirms it", async () => {
  const email = `${crypto.randomUUID()}@readers.example`;
  const made = await stranger.post("/api/v1/auth/register", {
    name: "Not Ada",
    email,
    password: PASSWORD,
  });
  expect(made.status).toBe(201);
  expect(await tokenFor(email, PASSWORD)).toBe(200);
  const mail = await mailbox.waitFor({ to: email, tag: "kind:verify-email" });
  const token = new URL(linkIn(mail, "/verify-email")).searchParams.get("token");
  const confirmed = await callAction("/verify-email", "confirmAddress", { token });
  const [way = ""] = (confirmed.headers.get("x-action-redirect") ?? "").split(";");
  expect(way).toMatch(/^\/set-password\?token=[\w-]{43}&confirmed=1$/);
  expect(cookieOf(confirmed, "next-auth.session-token")).toBe("");
  expect(await tokenFor(email, PASSWORD)).toBe(401);

  const page = await fetch(app + way, { headers: { accept: "text/html" } });
  expect(await page.text()).toContain("the password chosen there is void");
  const chosen = { token: new URL(way, app).searchParams.get("token"), password: "a better one" };
  const signedIn = await callAction("/set-password", "choosePassword", chosen);
  const session = cookieOf(signedIn, "next-auth.session-token");
  expect(session).toMatch(/; HttpOnly/i);
  expect(session).toMatch(/; SameSite=lax/i);
  expect(session).toMatch(/; Path=\/(;|$)/i);
  expect(await tokenFor(email, "a better one")).toBe(200);
});

test("in the browser that made it an account keeps its password, and is signed in", async () => {
  const email = `${crypto.randomUUID()}@readers.example`;
  const values = { name: "Ada", email, password: PASSWORD };
  const signedUp = await callAction("/sign-up", "createAccount", values);
  const remembered = cookieOf(signedUp, "colloquy.sign-up");
  expect(remembered).toMatch(/; HttpOnly/i);
  expect(remembered).toMatch(/; SameSite=lax/i);
  const mail = await mailbox.waitFor({ to: email, tag: "kind:verify-email" });
  const token = new URL(linkIn(mail, "/verify-email")).searchParams.get("token");
  const [cookie] = remembered.split(";", 1);
  const confirmed = await callAction("/verify-email", "confirmAddress", { token }, cookie);
  expect(confirmed.headers.get("x-action-redirect")).toMatch(/^\/sessions;/);
  expect(cookieOf(confirmed, "next-auth.session-token")).not.toBe("");
  expect(await tokenFor(email, PASSWORD)).toBe(200);
});

test("a reset is mailed to a known address, and an unknown one is answered alike", async () => {
  const email = `${crypto.randomUUID()}@readers.example`;
  await stranger.post("/api/v1/auth/register", { name: "Ada", email, password: PASSWORD });
  const ask = async (address: string) => {
    const answer = await callAction("/forgot-password", "askForReset", { email: address });
    return [answer.status, await answer.text()];
  };
  expect(await ask(email)).toEqual(await ask(`${crypto.randomUUID()}@readers.example`));
  await mailbox.waitFor({ to: email, tag: "kind:reset-password" });
});
