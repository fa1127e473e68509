import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { papers, sessions } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { claimSlot } from "@/lib/availability/claim-slot";
import { isOffered } from "@/lib/availability/compute-slots";
import { type LoadedSchedule, loadSchedule } from "@/lib/availability/load-schedule";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import { nearestFree } from "@/lib/availability/nearest-free";
import { storeNextAvailable } from "@/lib/availability/next-available";
import type { Schedule } from "@/lib/availability/schedule";
import { encodeSlotId } from "@/lib/availability/slot-id";
import { alertNoHost, reserveHost } from "@/lib/meetings/reserve-host";
import { isMember } from "@/lib/membership/is-member";
import { memberPrice } from "@/lib/membership/member-price";
import type { Ctx, UserActor } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { DomainError, invalidInput, notFound } from "@/lib/platform/errors";
import { noteInLog } from "@/lib/platform/log";
import { priceCents } from "@/lib/platform/money";
import { emit } from "@/lib/platform/outbox";
import { addMinutes, DAY_MS, earliest, MINUTE_MS } from "@/lib/platform/time";
import { inTransaction, oneTrip, postgresError } from "@/lib/platform/transaction";
import type { HoldSession } from "./hold-input";
import { lockReader, readSession } from "./lock-session";
import { LIVE_STATES, type Session } from "./states";

export const HOLD_MINUTES = 15;
export const MAX_HOLDS = 3;
export const CANCELLATION_WINDOW_MINUTES = 24 * 60;
const FARTHEST_DAYS = 100 * 366;

/**
 * Claims an offered slot for a signed-in reader, for 15 minutes or until it begins. The loser of a race hears
 * SLOT_UNAVAILABLE with the nearest free slots; holding one's own held slot again returns that hold.
 */
export async function holdSession(ctx: Ctx, input: HoldSession): Promise<Session> {
  const reader = requireUser(ctx.actor);
  try {
    const session = await inTransaction(ctx.db, (tx) => hold(tx, reader, input, ctx.now));
    noteInLog({ sessionId: session.id });
    return session;
  } catch (error) {
    if (error instanceof DomainError && error.code === "NO_MEETING_HOST") {
      await alertNoHost(ctx);
    }
    // The constraint's word, should a claim ever get past the checks.
    if (postgresError(error)?.code === "23P01") throw slotTaken([]);
    throw error;
  }
}

async function hold(tx: Tx, reader: UserActor, input: HoldSession, now: Date): Promise<Session> {
  requireToCome(input, now);
  const times = { startsAt: new Date(input.startsAt), endsAt: new Date(input.endsAt) };
  const [, [loaded, live, isPaperKnown, isByMember]] = await oneTrip(
    Promise.all([lockResearcher(tx, input.researcherId), lockReader(tx, reader.id)]),
    () =>
      Promise.all([
        loadSchedule(tx, input.researcherId, Math.min(input.startsAt, now.getTime())),
        listLiveSessions(tx, reader.id),
        isKnownPaper(tx, input.paperId),
        isMember(tx, reader.id, now),
      ]),
  );
  const rateCents = requireBookable(loaded, reader);
  const own = live.find(
    ({ startsAt, endsAt }) => startsAt < times.endsAt && endsAt > times.startsAt,
  );
  if (own && isSameHold(own, input, now)) return readSession(tx, own.id);
  if (own) {
    throw new DomainError("READER_BUSY", "You have another session at this time", {
      session_id: own.id,
    });
  }
  requireOffered(loaded.schedule, input, now);
  requireFewHolds(live);
  if (!isPaperKnown) throw notFound("Paper");
  return claim(tx, { reader, input, loaded, times, rateCents, isByMember, now });
}

type Claim = {
  reader: UserActor;
  input: HoldSession;
  loaded: LoadedSchedule;
  times: { startsAt: Date; endsAt: Date };
  rateCents: number;
  isByMember: boolean;
  now: Date;
};

async function claim(tx: Tx, { reader, input, loaded, times, now, ...terms }: Claim) {
  const sessionId = crypto.randomUUID();
  const minutes = (input.endsAt - input.startsAt) / MINUTE_MS;
  const price = memberPrice(priceCents(terms.rateCents, minutes));
  const discountCents = terms.isByMember ? price.discountCents : 0;
  // No longer than until it begins: nobody is to pay for what they cannot attend any more.
  const holdExpiresAt = earliest(addMinutes(now, HOLD_MINUTES), times.startsAt);
  const insertion = tx
    .insert(sessions)
    .values({
      id: sessionId,
      readerId: reader.id,
      researcherId: input.researcherId,
      timeSlotId: encodeSlotId(input),
      paperId: input.paperId,
      questions: input.questions || null,
      state: "held",
      ...times,
      priceCents: price.fullCents - discountCents,
      memberDiscountCents: discountCents,
      requiresAcceptance: loaded.requiresAcceptance,
      cancellationWindowMinutes: CANCELLATION_WINDOW_MINUTES,
      platformFeePercent: env().PLATFORM_FEE_PERCENT,
      holdExpiresAt,
      createdAt: now,
    })
    // The exclusion constraints decide who wins an overlap; the loser gets no row.
    .onConflictDoNothing()
    .returning();
  const busy = [...loaded.schedule.busy, { ...input, kind: "session" as const }];
  const claimed = Promise.all([
    claimSlot(tx, { ...input, sessionId }),
    insertion,
    storeNextAvailable(tx, input.researcherId, { ...loaded.schedule, busy }, now),
    emit(tx, "session/held", { sessionId, holdExpiresAt: holdExpiresAt.toISOString() }),
  ]).then(([timeSlotId, [session]]) => {
    if (timeSlotId && session) return session;
    throw slotTaken(alternatives(loaded.schedule, input, now));
  });
  const [session, hasHost] = await oneTrip(claimed, () => reserveHost(tx, { sessionId, ...times }));
  if (!hasHost) {
    throw new DomainError("NO_MEETING_HOST", "This time cannot be booked right now", {
      alternatives: alternatives(loaded.schedule, input, now),
    });
  }
  return session;
}

function requireBookable(loaded: LoadedSchedule, reader: UserActor): number {
  if (loaded.userId === reader.id) {
    throw new DomainError("OWN_PROFILE", "You cannot book a session with yourself");
  }
  if (!loaded.takesBookings || loaded.rateCents === null) {
    throw new DomainError("NOT_BOOKABLE", "This researcher does not take bookings");
  }
  return loaded.rateCents;
}

/** Times of any year come in requests; beyond these neither the database nor a booking can go. */
function requireToCome({ startsAt, endsAt }: HoldSession, now: Date): void {
  const farthest = now.getTime() + FARTHEST_DAYS * DAY_MS;
  if (startsAt <= now.getTime()) throw invalidInput("start_time", "is in the past");
  if (startsAt > farthest) throw invalidInput("start_time", "is too far ahead");
  if (endsAt > farthest) throw invalidInput("end_time", "is too far ahead");
}

function requireOffered(schedule: Schedule, input: HoldSession, now: Date): void {
  const offer = isOffered(schedule, input, now.getTime());
  if (offer === "not-on-grid") {
    throw invalidInput("start_time", "is not one of this researcher's time slots");
  }
  if (offer === "offered") return;
  throw slotTaken(alternatives(schedule, input, now));
}

function isSameHold(own: LiveSession, input: HoldSession, now: Date): boolean {
  return (
    own.state === "held" &&
    own.holdExpiresAt > now &&
    own.researcherId === input.researcherId &&
    own.startsAt.getTime() === input.startsAt &&
    own.endsAt.getTime() === input.endsAt
  );
}

function requireFewHolds(live: LiveSession[]): void {
  const holds = live.filter(({ state }) => state === "held" || state === "expiring");
  if (holds.length < MAX_HOLDS) return;
  throw new DomainError(
    "TOO_MANY_HOLDS",
    `You are holding ${MAX_HOLDS} times already: pay for one or let it go first`,
  );
}

type LiveSession = Awaited<ReturnType<typeof listLiveSessions>>[number];

function listLiveSessions(tx: Tx, readerId: string) {
  const { id, state, researcherId, startsAt, endsAt, holdExpiresAt } = sessions;
  return tx
    .select({ id, state, researcherId, startsAt, endsAt, holdExpiresAt })
    .from(sessions)
    .where(and(eq(sessions.readerId, readerId), inArray(sessions.state, [...LIVE_STATES])));
}

async function isKnownPaper(tx: Tx, paperId: string | undefined): Promise<boolean> {
  if (!paperId) return true;
  const [paper] = await tx.select({ id: papers.id }).from(papers).where(eq(papers.id, paperId));
  return paper !== undefined;
}

const alternatives = (schedule: Schedule, input: HoldSession, now: Date) =>
  nearestFree(schedule, input.researcherId, input.startsAt, now.getTime());

function slotTaken(free: ReturnType<typeof nearestFree>): DomainError {
  return new DomainError("SLOT_UNAVAILABLE", "This time slot is no longer available", {
    alternatives: free,
  });
}
