import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createWorld, type World } from "../testing/world";
import { fieldNames } from "./account-state";

let now = new Date("2026-03-02T12:00:00Z");
let world: World;
let id: string;
beforeAll(async () => {
  world = await createWorld({ clock: () => now });
});
beforeEach(async () => {
  const capabilities = { transfers: { requested: true } };
  ({ id } = await world.stripe.accounts.create({ type: "express", country: "US", capabilities }));
});
afterAll(() => world.close());

const back = {
  return_url: "http://app.example/back",
  refresh_url: "http://app.example/again",
};
const link = () =>
  world.stripe.accountLinks.create({ account: id, type: "account_onboarding", ...back });
const open = (url: string) => fetch(url, { redirect: "manual" });

async function visit() {
  const { url } = await link();
  const html = await (await open(url)).text();
  const secret = /name="visit" value="([^"]+)"/.exec(html)?.[1] ?? "";
  return (fields: Record<string, string>) =>
    fetch(url, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ visit: secret, ...fields }),
    });
}

const everything = Object.fromEntries(fieldNames.map((field) => [field, "something"]));

test("walked through to its end leads back, and the account can be paid", async () => {
  const send = await visit();
  const answer = await send({ ...everything, action: "submit" });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(back.return_url);
  expect(await world.stripe.accounts.retrieve(id)).toMatchObject({
    details_submitted: true,
    payouts_enabled: true,
    capabilities: { transfers: "active" },
  });
  const { url } = await world.stripe.accounts.createLoginLink(id);
  expect((await fetch(url)).status).toBe(200);
});

test("left halfway leads back too, keeps what was given and says what is missing", async () => {
  const send = await visit();
  const { external_account: _left, ...most } = everything;
  expect((await send({ ...most, action: "leave" })).headers.get("location")).toBe(back.return_url);
  expect(await world.stripe.accounts.retrieve(id)).toMatchObject({
    details_submitted: false,
    requirements: { currently_due: ["external_account", "tos_acceptance.date"] },
  });
});

test("cannot be submitted with something missing", async () => {
  const send = await visit();
  const answer = await send({ "individual.first_name": "Amara", action: "submit" });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("Needed to go on");
  expect((await world.stripe.accounts.retrieve(id)).details_submitted).toBe(false);
});

test("can end in a review, which a person at Stripe ends", async () => {
  const send = await visit();
  await send({ ...everything, action: "review" });
  expect(await world.stripe.accounts.retrieve(id)).toMatchObject({
    details_submitted: true,
    capabilities: { transfers: "pending" },
  });
  await world.control("POST", `/accounts/${id}/approve`);
  expect((await world.stripe.accounts.retrieve(id)).payouts_enabled).toBe(true);
});

test("a link is good once, and for five minutes; then it leads to where a new one is made", async () => {
  const first = await link();
  expect((await open(first.url)).status).toBe(200);
  const again = await open(first.url);
  expect(again.headers.get("location")).toBe(back.refresh_url);
  const second = await link();
  now = new Date(now.getTime() + 301_000);
  expect((await open(second.url)).headers.get("location")).toBe(back.refresh_url);
  expect((await open(`${first.url}x`)).status).toBe(404);
});

test("a form without its visit changes nothing", async () => {
  const { url } = await link();
  const body = new URLSearchParams({ ...everything, action: "submit" });
  expect((await fetch(url, { method: "POST", redirect: "manual", body })).status).toBe(404);
  expect((await world.stripe.accounts.retrieve(id)).details_submitted).toBe(false);
});
