import { beforeEach, expect, test } from "vitest";
import { type Envelope, expectFailure, stranger } from "./support/api";
import {
  currentMembership,
  joinMembership,
  openMembership,
  passDays,
  payMembership,
  type Subscription,
} from "./support/membership";
import { newReader, type Person } from "./support/people";
import { enveloped, expectShape, subscription } from "./support/shapes";
import { mailbox, sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

let reader: Person;
beforeEach(async () => {
  reader = await newReader();
});

const open = () => openMembership(reader);
const current = () => currentMembership(reader);

test("a membership is opened, paid and told of by webhooks alone", async () => {
  expectFailure(await current(), 404, "NOT_FOUND");
  const first = await open();
  expect((await open()).body).toEqual(first.body);
  await joinMembership(reader);
  const { body } = await current();
  const shape = enveloped(subscription, "Subscription retrieved successfully");
  expect(expectShape(shape, body).data).toMatchObject({
    user_id: reader.userId,
    status: "active",
    end_date: null,
    amount: 29,
    cancel_at_period_end: false,
    payment_failed: false,
  });
  expectFailure(await open(), 409, "ALREADY_MEMBER");
  await mailbox.waitFor({ to: reader.email, tag: "kind:membership-started" });
});

test("POST subscriptions asks for a card, returns what there is, and charges a kept card", async () => {
  expectFailure(await reader.api.post("/subscriptions"), 402, "PAYMENT_REQUIRED");
  const { id } = await joinMembership(reader);
  const there = await reader.api.post<Envelope<Subscription>>("/subscriptions");
  expect(there.status).toBe(200);
  expect(there.body.data.id).toBe(id);
  await reader.api.post(`/subscriptions/${id}/cancel`);
  await passDays(reader, 32);
  await waitFor("its end", async () => (await current()).body.data.status === "canceled");
  const again = await reader.api.post<Envelope<Subscription>>("/subscriptions");
  expect(again.status).toBe(201);
  expect(again.body.data).toMatchObject({ status: "active" });
  expect(again.body.data.id).not.toBe(id);
});

test("is canceled and resumed by its member alone", async () => {
  const { id, current_period_end } = await joinMembership(reader);
  const canceled = await reader.api.post<Envelope<Subscription>>(`/subscriptions/${id}/cancel`);
  expect(canceled.body).toMatchObject({
    message: "Subscription canceled successfully",
    data: { status: "active", end_date: current_period_end, cancel_at_period_end: true },
  });
  const resumed = await reader.api.post<Envelope<Subscription>>(`/subscriptions/${id}/resume`);
  expect(resumed.body.data).toMatchObject({ end_date: null, cancel_at_period_end: false });
  const other = await newReader();
  for (const act of ["cancel", "resume"]) {
    const path = `/subscriptions/${id}/${act}`;
    expectFailure(await other.api.post(path), 404, "NOT_FOUND");
    expectFailure(await stranger.post(path), 401, "UNAUTHENTICATED");
    expectFailure(await reader.api.post(`/subscriptions/nonsense/${act}`), 400, "INVALID_INPUT");
  }
  expect((await current()).body.data.cancel_at_period_end).toBe(false);
});

test("a failed renewal says so, and is paid by the intent that is opened for it", async () => {
  await joinMembership(reader);
  await passDays(reader, 32, "4000000000009995");
  await waitFor("the failure", async () => (await current()).body.data.payment_failed);
  expect((await current()).body.data.status).toBe("active");
  await mailbox.waitFor({ to: reader.email, tag: "kind:membership-payment-failed" });
  await payMembership(reader, "pm_card_mastercard");
  await waitFor("the payment", async () => !(await current()).body.data.payment_failed);
});

test("strangers, unconfirmed addresses and bad bodies are refused", async () => {
  expectFailure(await stranger.post("/subscriptions"), 401, "UNAUTHENTICATED");
  expectFailure(await stranger.get("/subscriptions/current"), 401, "UNAUTHENTICATED");
  const bad = await reader.api.post("/payments/intent", { type: "gift" });
  expect(expectFailure(bad, 400, "INVALID_INPUT").error.details.fields).toHaveProperty("type");
  await sql`update users set email_verified_at = null where id = ${reader.userId}`;
  expectFailure(await open(), 403, "EMAIL_UNVERIFIED");
  expectFailure(await reader.api.post("/subscriptions"), 403, "EMAIL_UNVERIFIED");
});
