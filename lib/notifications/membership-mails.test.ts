import { afterAll, beforeAll, expect, test } from "vitest";
import { subscriptions, users } from "@/db/schema";
import { DAY_MS } from "@/lib/platform/time";
import { type MailWorld, mailWorld, NOW } from "./booking.fixture";
import {
  sendMembershipEnded,
  sendMembershipPaymentFailed,
  sendMembershipStarted,
} from "./membership-mails";

let world: MailWorld;
beforeAll(async () => {
  world = await mailWorld();
});
afterAll(() => world.close());

async function membership(values: Partial<typeof subscriptions.$inferInsert> = {}) {
  const { db } = world.database;
  const email = `${crypto.randomUUID()}@readers.example`;
  const [user] = await db.insert(users).values({ name: "Ada Byron", email }).returning();
  const [row] = await db
    .insert(subscriptions)
    .values({
      userId: user?.id ?? "",
      stripeSubscriptionId: `sub_${crypto.randomUUID()}`,
      state: "active",
      priceCents: 2_900,
      startedAt: NOW,
      periodEndsAt: new Date(NOW.getTime() + 30 * DAY_MS),
      seenAt: NOW,
      ...values,
    })
    .returning();
  if (!row) throw new Error("no subscription");
  return {
    subscriptionId: row.id,
    subjects: async () => (await world.mails(email)).map(({ subject }) => subject),
  };
}

test("each mail goes out once, while the state calls for it", async () => {
  const { subscriptionId, subjects } = await membership();
  expect(await sendMembershipStarted(world.ctx(), subscriptionId)).toBe("sent");
  expect(await sendMembershipStarted(world.ctx(), subscriptionId)).toBe("already-sent");
  expect(await sendMembershipEnded(world.ctx(), subscriptionId)).toBe("skipped");
  expect(await subjects()).toEqual(["You are a member of Colloquy"]);
});

test("a failed renewal is told of by its invoice, and not once it is paid", async () => {
  const late = await membership({ state: "past_due", openInvoiceId: "in_2", retryAt: NOW });
  const about = { subscriptionId: late.subscriptionId, invoiceId: "in_2" };
  const paid = { ...about, invoiceId: "in_1" };
  expect(await sendMembershipPaymentFailed(world.ctx(), paid)).toBe("skipped");
  expect(await sendMembershipPaymentFailed(world.ctx(), about)).toBe("sent");
  expect(await late.subjects()).toEqual(["Your membership could not be renewed"]);
});

test("a membership that is over is not welcomed any more", async () => {
  const over = await membership({ state: "canceled", endedAt: NOW });
  expect(await sendMembershipStarted(world.ctx(), over.subscriptionId)).toBe("skipped");
  expect(await sendMembershipEnded(world.ctx(), over.subscriptionId)).toBe("sent");
  expect(await over.subjects()).toEqual(["Your membership has ended"]);
});
