import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { outbox, users } from "@/db/schema";
import { createApiToken } from "@/lib/auth/create-api-token";
import { createMailToken } from "@/lib/auth/create-mail-token";
import { signInWithPassword } from "@/lib/auth/sign-in-with-password";
import { updateAccount } from "@/lib/auth/update-account";
import { setAvailability } from "@/lib/availability/set-availability";
import { openSubscription } from "@/lib/membership/open-subscription";
import type { UserActor } from "@/lib/platform/context";
import { updateProfile } from "@/lib/profiles/update-profile";
import { paySession } from "@/lib/sessions/pay-session";
import { at, later, NOW, raced, refusal } from "@/lib/sessions/sessions.fixture";
import { settlePayment } from "@/lib/sessions/settle-payment";
import { type Accounts, createAccounts, PASSWORD } from "./accounts.fixture";
import { deleteAccount } from "./delete-account";
import { finishDeletion, listUnfinishedDeletions } from "./finish-deletion";

let world: Accounts;
beforeAll(async () => {
  world = await createAccounts();
});
afterAll(() => world?.close());
beforeEach(() => world.clearFaults());

const remove = (actor: UserActor, cancelSessions = false, now = NOW) =>
  deleteAccount(world.as(actor, now), { password: PASSWORD, cancel_sessions: cancelSessions });
const isDeleted = async ({ id }: UserActor) => {
  const [row] = await world.db.select().from(users).where(eq(users.id, id));
  return row?.deletedAt !== null;
};
const reasons = async (call: Promise<unknown>) => {
  const { code, details } = await refusal(call);
  expect(code).toBe("ACCOUNT_NOT_SETTLED");
  return (details.reasons as { kind: string; path: string }[]).map(({ kind, path }) => [
    kind,
    path,
  ]);
};

test("it asks for the password, and a wrong one changes nothing", async () => {
  const reader = await world.account();
  const ctx = world.as(reader);
  const wrong = deleteAccount(ctx, { password: "not it", cancel_sessions: false });
  expect(await refusal(wrong)).toMatchObject({
    code: "INVALID_CREDENTIALS",
    details: { fields: { password: expect.any(String) } },
  });
  expect((await refusal(deleteAccount(ctx, { cancel_sessions: false }))).code).toBe(
    "INVALID_INPUT",
  );
  expect(await isDeleted(reader)).toBe(false);
  await remove(reader);
  expect(await isDeleted(reader)).toBe(true);
  const again = signInWithPassword(world, { email: reader.email, password: PASSWORD });
  expect((await refusal(again)).code).toBe("INVALID_CREDENTIALS");
});

test("an account without a password is deleted with a mailed link of its own, once", async () => {
  const [reader, other] = [await world.reader(), await world.reader()];
  const link = async (userId: string) => {
    const made = await createMailToken(world.as(reader), {
      userId,
      purpose: "delete_account",
      key: crypto.randomUUID(),
    });
    return new URL(made?.link ?? "").searchParams.get("token") ?? "";
  };
  const foreign = await link(other.id);
  const use = (token: string) => deleteAccount(world.as(reader), { token, cancel_sessions: false });
  expect((await refusal(use(foreign))).code).toBe("INVALID_TOKEN");
  expect((await refusal(use("made up"))).code).toBe("INVALID_TOKEN");
  const token = await link(reader.id);
  await use(token);
  expect(await isDeleted(reader)).toBe(true);
  // What was refused has not used up the other's link.
  await deleteAccount(world.as(other), { token: foreign, cancel_sessions: false });
  expect(await isDeleted(other)).toBe(true);
});

test("sessions to come are in the way until it is said that they are to be canceled", async () => {
  const [reader, researcher] = [await world.account(), await world.owner()];
  const booked = await world.booked(reader, researcher, at("10T10:00"));
  expect(await reasons(remove(reader))).toEqual([["session", `/sessions/${booked.id}`]]);
  expect(await isDeleted(reader)).toBe(false);
  const held = await world.hold(reader, researcher, at("10T14:00"));
  await paySession(world.as(reader), { sessionId: held.id });
  await remove(reader, true);
  expect(await world.session(booked.id)).toMatchObject({
    state: "canceled",
    cancelReason: "reader_canceled",
  });
  expect(await world.kept(booked.id)).toBe(0);
  expect(await world.session(held.id)).toMatchObject({ state: "canceled" });
  expect(await world.events(booked.id, "session/canceled")).toHaveLength(1);
});

test("a researcher's sessions are canceled with everything paid back, requests declined", async () => {
  const owner = await world.owner();
  const [ada, ben] = [await world.reader(), await world.reader("Ben")];
  const confirmed = await world.booked(ada, owner, at("03T15:00"));
  await world.sql`update researchers set requires_acceptance = true where id = ${owner.id}`;
  const requested = await world.booked(ben, owner, at("11T10:00"));
  expect(requested.state).toBe("requested");
  expect(await reasons(remove(owner.actor))).toEqual([
    ["session", `/dashboard/bookings/${confirmed.id}`],
    ["session", `/dashboard/bookings/${requested.id}`],
  ]);
  await remove(owner.actor, true);
  for (const { id } of [confirmed, requested]) {
    expect((await world.session(id)).state).toBe("canceled");
    expect(await world.kept(id)).toBe(0);
  }
  expect(await world.researcherRow(owner.id)).toMatchObject({
    name: "Former researcher",
    standing: "hidden",
  });
  expect((await refusal(world.hold(ada, owner, at("12T10:00")))).code).toBe("NOT_BOOKABLE");
});

test("what cannot be canceled has to be waited for, and nothing is canceled meanwhile", async () => {
  const [reader, researcher] = [await world.account(), await world.owner()];
  const soon = await world.booked(reader, researcher, at("03T15:00"));
  const afterwards = await world.booked(reader, researcher, at("20T10:00"));
  const dayBefore = at("03T09:00");
  expect(await reasons(remove(reader, true, dayBefore))).toEqual([
    ["session_too_late", `/sessions/${soon.id}`],
  ]);
  expect((await world.session(afterwards.id)).state).toBe("confirmed");
  expect(await reasons(remove(reader, true, at("03T15:30")))).toEqual([
    ["session_under_way", `/sessions/${soon.id}`],
  ]);
  expect(await reasons(remove(researcher.actor, true, at("03T15:30")))).toEqual([
    ["session_under_way", `/dashboard/bookings/${soon.id}`],
  ]);
  const held = await world.hold(await world.reader(), researcher, at("19T10:00"));
  expect(await reasons(remove(researcher.actor, true))).toEqual([
    ["being_paid", `/dashboard/bookings/${held.id}`],
  ]);
});

test("money to come, reports and disputes that are open are in the way, for both", async () => {
  const [reader, researcher] = [await world.account(), await world.owner()];
  const { id } = await world.booked(reader, researcher, at("10T10:00"));
  await world.sql`update sessions set state = 'completed', completed_at = ends_at where id = ${id}`;
  await world.sql`insert into session_reports (session_id, reported_by, kind, text, status, contest_by)
    values (${id}, 'reader', 'problem', 'No sound', 'open', now())`;
  await world.sql`insert into disputes (payment_id, transaction_id, amount_cents, reason, status)
    select id, 'dp_' || id, 15000, 'fraudulent', 'open' from payments where session_id = ${id}`;
  await world.sql`insert into payouts (session_id, researcher_id, payment_id, status, gross_cents,
    fee_percent, fee_cents, net_cents, due_at, earned_at)
    select ${id}, ${researcher.id}, id, 'blocked', 15000, 15, 2250, 12750, now(), now()
    from payments where session_id = ${id}`;
  expect(await reasons(remove(reader))).toEqual([
    ["report_open", `/sessions/${id}`],
    ["dispute_open", `/sessions/${id}`],
  ]);
  expect(await reasons(remove(researcher.actor))).toEqual([
    ["payout_due", "/dashboard/earnings"],
    ["report_open", `/dashboard/bookings/${id}`],
    ["dispute_open", `/dashboard/bookings/${id}`],
  ]);
});

test("of two administrators who leave at once, one stays", async () => {
  const admins = [await world.account({ isAdmin: true }), await world.account({ isAdmin: true })];
  const { won, lost } = await raced(admins.map((admin) => remove(admin)));
  expect(won).toHaveLength(1);
  expect(lost).toEqual(["ACCOUNT_NOT_SETTLED"]);
  const [left] = await world.sql`select count(*)::int as n from users where is_admin`;
  expect(left?.n).toBe(1);
});

test("of many deletions at once one wins, and it is told once", async () => {
  const reader = await world.account();
  const { won, lost } = await raced(Array.from({ length: 6 }, () => remove(reader)));
  expect(won).toHaveLength(1);
  expect(new Set(lost)).toEqual(new Set(["UNAUTHENTICATED"]));
  const told = (await world.db.select().from(outbox)).filter(
    ({ name, data }) => name === "account/deleted" && data.userId === reader.id,
  );
  expect(told).toHaveLength(1);
});

test("a booking and the deletion at once: no session is left to come without its reader", async () => {
  const researcher = await world.owner();
  for (let round = 0; round < 6; round++) {
    const reader = await world.account();
    const startsAt = later(round * 60, at("12T09:00"));
    await Promise.allSettled([world.hold(reader, researcher, startsAt), remove(reader)]);
    const [live] = await world.sql`select 1 from sessions s join users u on u.id = s.reader_id
      where u.id = ${reader.id} and u.deleted_at is not null and s.state <> 'canceled'`;
    expect(live).toBeUndefined();
  }
});

test("what was under way writes nobody back", async () => {
  const owner = await world.owner();
  const ctx = world.as(owner.actor);
  await remove(owner.actor);
  const before = await world.researcherRow(owner.id);
  const elsewhere = await world.owner();
  const attempts = [
    updateAccount(ctx, { name: "Amara Okafor", timeZone: "Africa/Lagos" }),
    updateProfile(ctx, { bio: "I read tide tables." }),
    setAvailability(ctx, {
      availability: [{ weekday: 1, startMinute: 540, endMinute: 600 }],
      acknowledge: [],
    }),
    createApiToken(ctx, { name: "script", days: 30 }),
    openSubscription(ctx),
    world.hold(owner.actor, elsewhere, at("13T10:00")),
  ];
  const { won, lost } = await raced<unknown>(attempts);
  expect(won).toEqual([]);
  expect(new Set(lost)).toEqual(new Set(["UNAUTHENTICATED"]));
  expect(await world.researcherRow(owner.id)).toEqual(before);
});

test("a payment that comes too late for a reader who is gone goes back", async () => {
  const [reader, researcher] = [await world.account(), await world.owner()];
  const held = await world.hold(reader, researcher, at("14T10:00"));
  const { clientSecret } = await paySession(world.as(reader), { sessionId: held.id });
  const intentId = await world.pay(clientSecret);
  await world.sql`update sessions set state = 'canceled', cancel_reason = 'hold_expired' where id = ${held.id}`;
  await world.sql`update time_slots set available = true, session_id = null where session_id = ${held.id}`;
  await remove(reader);
  expect(await settlePayment(world.system(), { intentId })).toBe("refunded");
  expect((await world.session(held.id)).state).toBe("canceled");
  expect(await world.kept(held.id)).toBe(0);
});

test("Stripe's and Resend's failures leave the rest to the sweep, which comes to the same end", async () => {
  const { member } = await world.member();
  await world.sql`update users set password_hash = (select password_hash from users
    where password_hash is not null limit 1) where id = ${member.id}`;
  await remove(member);
  const open = () => listUnfinishedDeletions(world.system());
  // More than the client itself repeats.
  await world.fault({ kind: "status", service: "stripe", status: 500, times: 9 });
  await expect(finishDeletion(world.system(), member.id)).rejects.toThrow();
  expect(await open()).toContain(member.id);
  await world.clearFaults();
  await world.fault({ kind: "status", service: "resend", status: 500, times: 1 });
  await expect(finishDeletion(world.system(), member.id)).rejects.toThrow();
  expect(await world.row(member.id)).toMatchObject({ state: "canceled" });
  expect(await open()).toContain(member.id);
  await world.clearFaults();
  await world.fault({ kind: "cutAfter", service: "resend", times: 1 });
  await expect(finishDeletion(world.system(), member.id)).rejects.toThrow();
  await finishDeletion(world.system(), member.id);
  expect(await open()).not.toContain(member.id);
  expect(await world.mails(member.email)).toHaveLength(1);
});

test("a membership that Stripe does not have ends here, and keeps nothing else waiting", async () => {
  const [{ member, stripeId }, other] = [await world.member(), await world.account()];
  await world.sql`update users set password_hash = (select password_hash from users
    where id = ${other.id}) where id = ${member.id}`;
  await world.sandbox.deps.store.pool`delete from sandbox.objects where id = ${stripeId}`;
  await remove(member);
  await finishDeletion(world.system(), member.id);
  expect(await world.row(member.id)).toMatchObject({ state: "canceled", endedAt: NOW });
  expect(await listUnfinishedDeletions(world.system())).not.toContain(member.id);
  expect(await world.mails(member.email)).toHaveLength(1);
});

test("a customer that a late call made after all is deleted too", async () => {
  const { member } = await world.member();
  const [row] = await world.sql`select stripe_customer_id as id from users where id = ${member.id}`;
  await world.sql`update users set password_hash = (select password_hash from users
    where password_hash is not null limit 1), stripe_customer_id = null where id = ${member.id}`;
  await world.sql`update subscriptions set state = 'canceled', ended_at = now() where user_id = ${member.id}`;
  await remove(member);
  await finishDeletion(world.system(), member.id);
  expect(await listUnfinishedDeletions(world.system())).not.toContain(member.id);
  await world.sql`update users set stripe_customer_id = ${row?.id} where id = ${member.id}`;
  expect(await listUnfinishedDeletions(world.system())).toContain(member.id);
  await finishDeletion(world.system(), member.id);
  expect(await listUnfinishedDeletions(world.system())).not.toContain(member.id);
});
