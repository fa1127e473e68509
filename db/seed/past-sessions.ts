import type {
  meetings,
  payments,
  payouts,
  refunds,
  reviews,
  sessionReports,
  sessions,
  timeSlots,
} from "@/db/schema";
import { computeSlots } from "@/lib/availability/compute-slots";
import { encodeSlotId } from "@/lib/availability/slot-id";
import { netCents, priceCents } from "@/lib/platform/money";
import { addHours, addMinutes, DAY_MS } from "@/lib/platform/time";
import { readerEmail, userId } from "./accounts";
import { researcherId, seedSchedule } from "./researcher-rows";
import type { SeedResearcher, SeedReview } from "./seed-data";
import { seedId } from "./seed-id";

export type SessionRows = {
  session: typeof sessions.$inferInsert;
  payment: typeof payments.$inferInsert;
  slot?: typeof timeSlots.$inferInsert;
  meeting: typeof meetings.$inferInsert;
  review?: typeof reviews.$inferInsert;
  refund?: typeof refunds.$inferInsert;
  payout?: typeof payouts.$inferInsert;
  report?: typeof sessionReports.$inferInsert;
};

const FEE_PERCENT = 15;

type Visit = Pick<SeedReview, "reader" | "weeksAgo" | "questions"> & {
  canceled?: true;
  review?: SeedReview;
  report?: { text: string; contest: string };
};

/** Sessions without a review; the demo's reader has one that was canceled and refunded. */
const unreviewed: Record<string, Visit[]> = {
  "lukas-brandt": [{ reader: 0, weeksAgo: 2, canceled: true }],
  "siobhan-power": [{ reader: 0, weeksAgo: 1, questions: "How do you verify a drift ensemble?" }],
  "amara-okafor": [
    // Of the last days: its payout is still to come.
    { reader: 27, weeksAgo: 0, questions: "Which electrodes would you give up first at home?" },
    {
      reader: 13,
      weeksAgo: 1,
      report: {
        text: "I waited in the meeting for twenty minutes and nobody came.",
        contest: "I was there from the first minute; the waiting room stayed empty.",
      },
    },
    { reader: 22, weeksAgo: 7, canceled: true },
  ],
  "andrew-macleod": [{ reader: 18, weeksAgo: 2 }],
};

/** A researcher's past sessions, each on the researcher's own hours, with what was paid for it. */
export function pastSessions(
  person: SeedResearcher,
  paperId: string | undefined,
  now: Date,
): SessionRows[] {
  const reviewed = (person.reviews ?? []).map((review) => ({ ...review, review }));
  const visits: Visit[] = [...reviewed, ...(unreviewed[person.slug] ?? [])];
  return visits.map((visit, index) =>
    sessionRows(person, visit, index % 2 === 0 ? paperId : undefined, now),
  );
}

function sessionRows(
  person: SeedResearcher,
  visit: Visit,
  paperId: string | undefined,
  now: Date,
): SessionRows {
  const { startsAt, endsAt } = pickTime(person, visit, now);
  const name = `${person.slug}:${visit.reader}:${visit.weeksAgo}`;
  const id = seedId(`session:${name}`);
  const paymentId = seedId(`payment:${name}`);
  const readerId = userId(readerEmail(visit.reader));
  const timeSlotId = encodeSlotId({
    researcherId: researcherId(person.slug),
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
  });
  const paidAt = addHours(startsAt, -24 * 6);
  const acceptedAt = person.requiresAcceptance ? addHours(paidAt, 9) : paidAt;
  const canceledAt = addHours(startsAt, -50);
  const price = priceCents(
    person.rateDollars * 100,
    (endsAt.getTime() - startsAt.getTime()) / 60_000,
  );
  const parties = { researcherId: researcherId(person.slug), readerId };
  return {
    session: {
      id,
      ...parties,
      timeSlotId,
      paperId,
      questions: visit.questions,
      state: visit.canceled ? "canceled" : "completed",
      cancelReason: visit.canceled ? "reader_canceled" : null,
      startsAt,
      endsAt,
      priceCents: price,
      requiresAcceptance: person.requiresAcceptance ?? false,
      cancellationWindowMinutes: 1440,
      holdExpiresAt: addMinutes(paidAt, 11),
      paidAt,
      acceptedAt,
      confirmedAt: acceptedAt,
      completedAt: visit.canceled ? null : endsAt,
      // The demo sends no mails about its own past.
      reviewAskedAt: visit.canceled ? null : addHours(endsAt, 18),
      canceledAt: visit.canceled ? canceledAt : null,
      calendarSequence: visit.canceled ? 1 : 0,
      createdAt: addMinutes(paidAt, -4),
    },
    payment: {
      id: paymentId,
      userId: readerId,
      sessionId: id,
      amountCents: price,
      status: "completed",
      transactionId: `pi_seed_${paymentId.replaceAll("-", "")}`,
      chargeId: `ch_seed_${paymentId.replaceAll("-", "")}`,
      capturedCents: price,
      refundedCents: visit.canceled ? price : 0,
      paidAt,
      createdAt: addMinutes(paidAt, -2),
    },
    meeting: {
      sessionId: id,
      hostEmail: "host-001@colloquy.example",
      startsAt,
      endsAt,
      blocking: false,
      state: "removed",
    },
    slot: visit.canceled
      ? undefined
      : {
          id: timeSlotId,
          researcherId: parties.researcherId,
          startsAt,
          endsAt,
          available: false,
          sessionId: id,
        },
    payout: visit.canceled ? undefined : payoutRow(person, visit, { id, paymentId, price, endsAt }),
    report: visit.report && {
      id: seedId(`report:${name}`),
      sessionId: id,
      reportedBy: "reader",
      kind: "no_show",
      text: visit.report.text,
      status: "with_admin",
      contestBy: addHours(endsAt, 49),
      contestedAt: addHours(endsAt, 7),
      contestText: visit.report.contest,
      createdAt: addHours(endsAt, 1),
    },
    refund: visit.canceled && {
      id: seedId(`refund:${name}`),
      paymentId,
      amountCents: price,
      key: `refund:${paymentId}`,
      reason: "reader_canceled",
      status: "succeeded",
      transactionId: `re_seed_${paymentId.replaceAll("-", "")}`,
      createdAt: canceledAt,
    },
    review: visit.review && {
      id: seedId(`review:${name}`),
      sessionId: id,
      ...parties,
      rating: visit.review.rating,
      text: visit.review.text,
      reply: visit.review.reply,
      repliedAt: visit.review.reply ? addHours(endsAt, 52) : null,
      createdAt: addHours(endsAt, 20),
    },
  };
}

/** Whose account at Stripe the demo finishes: these were paid for all but their latest sessions. */
export const paidResearchers = ["amara-okafor", "siobhan-power", "andrew-macleod"];

type Earned = { id: string; paymentId: string; price: number; endsAt: Date };

/** What was owed for a session; recent ones are left to the demo's own jobs to pay. */
function payoutRow(
  person: SeedResearcher,
  visit: Visit,
  { id, paymentId, price, endsAt }: Earned,
): typeof payouts.$inferInsert {
  const net = netCents(price, FEE_PERCENT);
  const dueAt = addHours(endsAt, 49);
  const isPaid = visit.weeksAgo > 1 && paidResearchers.includes(person.slug);
  const payoutId = seedId(`payout:${id}`);
  return {
    id: payoutId,
    sessionId: id,
    researcherId: researcherId(person.slug),
    paymentId,
    status: isPaid ? "paid" : visit.report ? "blocked" : "due",
    grossCents: price,
    feePercent: FEE_PERCENT,
    feeCents: price - net,
    netCents: net,
    isReported: visit.report !== undefined,
    dueAt,
    earnedAt: endsAt,
    createdAt: endsAt,
    ...(isPaid && {
      sentCents: net,
      destination: `acct_seed_${person.slug}`,
      sendingSince: dueAt,
      transactionId: `tr_seed_${payoutId.replaceAll("-", "")}`,
      paidAt: dueAt,
    }),
  };
}

/** A time of the researcher's grid in the week before `weeksAgo` weeks ago; the last one that is over for none. */
function pickTime(person: SeedResearcher, { reader, weeksAgo }: Visit, now: Date) {
  const to = now.getTime() - weeksAgo * 7 * DAY_MS;
  const offered = computeSlots(seedSchedule(person, now), { from: to - 7 * DAY_MS, to }, to);
  const slots = offered.filter(({ endsAt }) => endsAt <= to);
  const slot = weeksAgo === 0 ? slots.at(-1) : slots[(reader * 7 + weeksAgo * 3) % slots.length];
  if (!slot) throw new Error(`${person.slug} has no hours`);
  return { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) };
}
