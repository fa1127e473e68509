import { afterAll, beforeAll, expect, test } from "vitest";
import { subscriptions } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { addHours, DAY_MS } from "@/lib/platform/time";
import { NOW, peopleOf } from "@/lib/sessions/people.fixture";
import { isMember } from "./is-member";
import { outreachAllowance } from "./outreach-allowance";
import type { SubscriptionState } from "./states";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function someone(state?: SubscriptionState, endsAt: Date | null = null) {
  const { id } = await peopleOf(database).reader();
  if (state) await subscribe(id, state, endsAt);
  return id;
}

const subscribe = (userId: string, state: SubscriptionState, endsAt: Date | null = null) =>
  database.db.insert(subscriptions).values({
    userId,
    stripeSubscriptionId: `sub_${crypto.randomUUID()}`,
    state,
    priceCents: 2_900,
    startedAt: NOW,
    periodEndsAt: new Date(NOW.getTime() + 30 * DAY_MS),
    endsAt,
    endedAt: state === "canceled" ? NOW : null,
    seenAt: NOW,
  });

test.each([
  ["trialing", true],
  ["active", true],
  ["past_due", true],
  ["unpaid", false],
  ["paused", false],
  ["incomplete_expired", false],
  ["canceled", false],
] as const)("whoever's subscription is %s: a member, %s", async (state, expected) => {
  const userId = await someone(state);
  expect(await isMember(database.db, userId, NOW)).toBe(expected);
  expect(await outreachAllowance(database.db, userId, NOW)).toBe(expected ? null : 3);
});

test("whoever never subscribed is no member", async () => {
  expect(await isMember(database.db, await someone(), NOW)).toBe(false);
});

test("a canceled membership lasts to its end, also when nobody has told of it", async () => {
  const userId = await someone("active", addHours(NOW, 1));
  expect(await isMember(database.db, userId, addHours(NOW, 0.5))).toBe(true);
  expect(await isMember(database.db, userId, addHours(NOW, 1))).toBe(false);
});

test("nobody is a member twice: the database refuses it, whatever ended before", async () => {
  const userId = await someone("canceled");
  await subscribe(userId, "past_due");
  await expect(subscribe(userId, "active")).rejects.toThrow();
});
