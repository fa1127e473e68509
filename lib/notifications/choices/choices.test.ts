import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { mutedMails, reviews, sessions } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { addHours, addMinutes } from "@/lib/platform/time";
import {
  type MailWorld,
  mailWorld,
  makeBooking,
  NOW,
  type SentMail,
  STARTS_AT,
  type TestBooking,
} from "../booking.fixture";
import { sendInvitation } from "../invitations";
import { sendReceipt } from "../money-mails";
import { planReminders, sendDueReminders } from "../reminders";
import { sendReviewReceived, sendReviewReplied, sendReviewRequest } from "../reviews";
import { ChooseMails, chooseMails, readMailChoices } from "./choose-mails";
import { kindsFor, optionalMails } from "./optional-mails";
import { readUnsubscribeLink, unsubscribeByLink } from "./unsubscribe-by-link";

let world: MailWorld;
beforeAll(async () => {
  world = await mailWorld();
});
afterAll(() => world?.close());
beforeEach(async () => {
  await fetch(`${world.sandbox.url}/_sandbox/mails`, { method: "DELETE" });
  await world.database.sql`truncate users, researchers, sessions cascade`;
});

type Letter = SentMail & { headers: Record<string, string> };

const as = (userId: string): Ctx => ({
  ...world.ctx(),
  actor: {
    kind: "user",
    id: userId,
    name: "Ada Byron",
    email: "ada@readers.example",
    emailVerified: true,
    isAdmin: false,
    timeZone: "UTC",
    researcherId: null,
  },
});
const letters = async (to: string) => (await world.mails(to)) as Letter[];
const kindOf = ({ tags }: SentMail) => tags.find(({ name }) => name === "kind")?.value;
const kinds = async (to: string) => (await letters(to)).map(kindOf);
const stopToken = (letter: Letter | undefined) =>
  /\/unsubscribe\?token=([\w.-]+)/.exec(letter?.text ?? "")?.[1] ?? "";

async function completed(): Promise<TestBooking> {
  const booking = await makeBooking(world, {
    session: { startsAt: addHours(NOW, -26), state: "completed", completedAt: addHours(NOW, -25) },
  });
  return booking;
}

async function review({ sessionId, readerId }: TestBooking): Promise<void> {
  const [session] = await world.database.db
    .select()
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  await world.database.db.insert(reviews).values({
    sessionId,
    readerId,
    researcherId: session?.researcherId ?? "",
    rating: 5,
    reply: "Thank you",
    repliedAt: NOW,
  });
}

test("everything is sent until somebody chooses otherwise, each for themselves", async () => {
  const { readerId, ownerId } = await makeBooking(world);
  const all = Object.fromEntries(optionalMails.map((kind) => [kind, true]));
  expect(await readMailChoices(as(readerId))).toEqual(all);
  const chosen = await chooseMails(as(readerId), { reminder_1h: false, payout_sent: false });
  expect(chosen).toEqual({ ...all, reminder_1h: false, payout_sent: false });
  expect(await chooseMails(as(readerId), { reminder_1h: true, payout_sent: false })).toEqual({
    ...all,
    payout_sent: false,
  });
  expect(await readMailChoices(as(ownerId))).toEqual(all);
});

test("what must be sent cannot be named", () => {
  for (const kind of ["receipt", "booking_confirmed", "refund", "canceled"]) {
    const refused = ChooseMails.safeParse({ [kind]: false });
    expect(refused.error?.issues).toMatchObject([{ keys: [kind] }]);
  }
  expect(ChooseMails.safeParse({ reminder_1h: "no" }).error?.issues[0]?.path).toEqual([
    "reminder_1h",
  ]);
});

test("a reminder chosen away after it was planned is not sent, the other party's is", async () => {
  const { readerId, readerEmail, researcherEmail } = await makeBooking(world);
  await planReminders(world.ctx(addHours(STARTS_AT, -24)));
  await chooseMails(as(readerId), { reminder_24h: false });
  await sendDueReminders(world.ctx(addHours(STARTS_AT, -24)));
  expect(await kinds(readerEmail)).toEqual([]);
  expect(await kinds(researcherEmail)).toEqual(["reminder-24h"]);
  await sendDueReminders(world.ctx(addMinutes(STARTS_AT, -60)));
  expect(await kinds(readerEmail)).toEqual(["reminder-1h"]);
});

test("whatever is chosen away, confirmation and receipt go out, without a way to stop them", async () => {
  const { readerId, readerEmail, sessionId, paymentId } = await makeBooking(world);
  await chooseMails(as(readerId), Object.fromEntries(optionalMails.map((kind) => [kind, false])));
  await sendInvitation(world.ctx(), { sessionId, audience: "reader" });
  await sendReceipt(world.ctx(), paymentId);
  const sent = await letters(readerEmail);
  expect(sent.map(kindOf)).toEqual(["booking-confirmed", "receipt"]);
  for (const letter of sent) {
    expect(letter.headers["List-Unsubscribe"]).toBeUndefined();
    expect(letter.text).not.toContain("/unsubscribe");
  }
});

test("mails about reviews can each be done without", async () => {
  const heard = await completed();
  const unheard = await completed();
  await chooseMails(as(unheard.readerId), { review_request: false, review_reply: false });
  await chooseMails(as(unheard.ownerId), { review_received: false });
  for (const booking of [heard, unheard]) {
    await sendReviewRequest(world.ctx(), booking.sessionId);
    await review(booking);
    await sendReviewReceived(world.ctx(), booking.sessionId);
    await sendReviewReplied(world.ctx(), booking.sessionId);
  }
  expect(await kinds(heard.readerEmail)).toEqual(["review-request", "review-replied"]);
  expect(await kinds(heard.researcherEmail)).toEqual(["review-received"]);
  expect(await kinds(unheard.readerEmail)).toEqual([]);
  expect(await kinds(unheard.researcherEmail)).toEqual([]);
});

test("such a mail says how to stop its kind, and one click does, without a sign-in", async () => {
  const booking = await completed();
  await sendReviewRequest(world.ctx(), booking.sessionId);
  const [letter] = await letters(booking.readerEmail);
  expect(letter?.text).toContain("https://colloquy.example/account/notifications");
  expect(letter?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
  const token = stopToken(letter);
  expect(letter?.headers["List-Unsubscribe"]).toBe(
    `<https://colloquy.example/api/v1/consulting/outreach/unsubscribe?token=${token}>`,
  );
  const ctx = world.ctx();
  expect(await readUnsubscribeLink(ctx, token)).toEqual({ state: "open", kind: "review_request" });
  for (let click = 0; click < 2; click++)
    expect(await unsubscribeByLink(ctx, { token })).toBe("review_request");
  expect(await readUnsubscribeLink(ctx, token)).toEqual({ state: "done", kind: "review_request" });
  const { review_request, ...others } = await readMailChoices(as(booking.readerId));
  expect(review_request).toBe(false);
  expect(Object.values(others)).not.toContain(false);
  expect(await readMailChoices(as(booking.ownerId))).toMatchObject({ review_request: true });
});

test("the link of somebody who is gone does nothing, and one that is not ours is refused", async () => {
  const booking = await completed();
  await sendReviewRequest(world.ctx(), booking.sessionId);
  const token = stopToken((await letters(booking.readerEmail))[0]);
  await world.database.sql`update users set name = 'Former reader', email = 'deleted:' || id,
    password_hash = null, email_verified_at = null, time_zone = 'UTC', deleted_at = now()
    where id = ${booking.readerId}`;
  expect(await unsubscribeByLink(world.ctx(), { token })).toBe("review_request");
  expect(await world.database.db.select().from(mutedMails)).toEqual([]);
  await expect(unsubscribeByLink(world.ctx(), { token: `${token}x` })).rejects.toMatchObject({
    code: "INVALID_TOKEN",
  });
});

test("a reader is asked about a reader's mails, a researcher about all", () => {
  expect(kindsFor(true)).toEqual([...optionalMails]);
  expect(kindsFor(false)).toEqual(
    optionalMails.filter((kind) => kind !== "review_received" && kind !== "payout_sent"),
  );
});
