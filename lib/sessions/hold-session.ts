import { and, count, eq, inArray } from "drizzle-orm";
import { z } from "zod";
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
import { decodeSlotId } from "@/lib/availability/slot-id";
import { alertNoHost, reserveHost } from "@/lib/meetings/reserve-host";
import type { Ctx, UserActor } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { DomainError, invalidInput, notFound } from "@/lib/platform/errors";
import { noteInLog } from "@/lib/platform/log";
import { priceCents } from "@/lib/platform/money";
import { emit } from "@/lib/platform/outbox";
import { Text } from "@/lib/platform/text";
import { addMinutes, DAY_MS, instant, MINUTE_MS } from "@/lib/platform/time";
import { inTransaction, postgresError } from "@/lib/platform/transaction";
import { findReaderOverlap, lockReader } from "./lock-session";
import type { Session } from "./states";
import { QUESTIONS_MAX } from "./write-questions";

export const HOLD_MINUTES = 15;
export const MAX_HOLDS = 3;
export const CANCELLATION_WINDOW_MINUTES = 24 * 60;
const FARTHEST_DAYS = 100 * 366;
export const NOT_A_SLOT = "is not a time slot's id";

/**
 * A slot by its id, or by researcher and times; the two bodies of `POST sessions`. One object rather
 * than a union, so that each refusal names its field.
 */
export const HoldSession = z
  .object({
    time_slot_id: Text.optional(),
    researcher_id: z.guid("is not an id").optional(),
    start_time: instant.optional(),
    end_time: instant.optional(),
    questions: Text.trim().max(QUESTIONS_MAX).optional(),
    paper_id: z.guid("is not an id").optional(),
  })
  .transform((input, issue) => {
    const refuse = (field: string, message: string) => {
      issue.addIssue({ code: "custom", path: [field], message });
      return z.NEVER;
    };
    const { questions, paper_id: paperId } = input;
    if (input.time_slot_id !== undefined) {
      const slot = decodeSlotId(input.time_slot_id);
      return slot ? { ...slot, questions, paperId } : refuse("time_slot_id", NOT_A_SLOT);
    }
    const { researcher_id: researcherId, start_time, end_time } = input;
    if (!researcherId && !start_time && !end_time) {
      return refuse("time_slot_id", "is missing (or researcher_id, start_time and end_time)");
    }
    if (!researcherId) return refuse("researcher_id", "is missing");
    if (!start_time) return refuse("start_time", "is missing");
    if (!end_time) return refuse("end_time", "is missing");
    if (end_time <= start_time) return refuse("end_time", "must be after start_time");
    const [startsAt, endsAt] = [start_time.getTime(), end_time.getTime()];
    return { researcherId, startsAt, endsAt, questions, paperId };
  });

export type HoldSession = {
  researcherId: string;
  /** Epoch ms. */
  startsAt: number;
  endsAt: number;
  questions?: string | undefined;
  paperId?: string | undefined;
};

/**
 * Claims an offered slot for a signed-in reader, for 15 minutes. The loser of a race hears
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
  await lockResearcher(tx, input.researcherId);
  await lockReader(tx, reader.id);
  const loaded = await loadSchedule(
    tx,
    input.researcherId,
    Math.min(input.startsAt, now.getTime()),
  );
  const rateCents = requireBookable(loaded, reader);
  const times = { startsAt: new Date(input.startsAt), endsAt: new Date(input.endsAt) };

  const own = await findReaderOverlap(tx, reader.id, times);
  if (own && isSameHold(own, input, now)) return own;
  if (own) {
    throw new DomainError("READER_BUSY", "You have another session at this time", {
      session_id: own.id,
    });
  }
  requireOffered(loaded.schedule, input, now);
  await requireFewHolds(tx, reader.id);
  await requirePaper(tx, input.paperId);

  const sessionId = crypto.randomUUID();
  const timeSlotId = await claimSlot(tx, { ...input, sessionId });
  if (!timeSlotId) throw slotTaken(alternatives(loaded.schedule, input, now));
  const minutes = (input.endsAt - input.startsAt) / MINUTE_MS;
  const holdExpiresAt = addMinutes(now, HOLD_MINUTES);
  const [session] = await tx
    .insert(sessions)
    .values({
      id: sessionId,
      readerId: reader.id,
      researcherId: input.researcherId,
      timeSlotId,
      paperId: input.paperId,
      questions: input.questions || null,
      state: "held",
      ...times,
      priceCents: priceCents(rateCents, minutes),
      requiresAcceptance: loaded.requiresAcceptance,
      cancellationWindowMinutes: CANCELLATION_WINDOW_MINUTES,
      platformFeePercent: env().PLATFORM_FEE_PERCENT,
      holdExpiresAt,
      createdAt: now,
    })
    // The exclusion constraints decide who wins an overlap; the loser gets no row.
    .onConflictDoNothing()
    .returning();
  if (!session) throw slotTaken(alternatives(loaded.schedule, input, now));
  if (!(await reserveHost(tx, { sessionId, ...times }))) {
    throw new DomainError("NO_MEETING_HOST", "This time cannot be booked right now", {
      alternatives: alternatives(loaded.schedule, input, now),
    });
  }
  const busy = [...loaded.schedule.busy, { ...input, kind: "session" as const }];
  await storeNextAvailable(tx, input.researcherId, { ...loaded.schedule, busy }, now);
  await emit(tx, "session/held", { sessionId, holdExpiresAt: holdExpiresAt.toISOString() });
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

function isSameHold(own: Session, input: HoldSession, now: Date): boolean {
  return (
    own.state === "held" &&
    own.holdExpiresAt > now &&
    own.researcherId === input.researcherId &&
    own.startsAt.getTime() === input.startsAt &&
    own.endsAt.getTime() === input.endsAt
  );
}

async function requireFewHolds(tx: Tx, readerId: string): Promise<void> {
  const [holds] = await tx
    .select({ count: count() })
    .from(sessions)
    .where(and(eq(sessions.readerId, readerId), inArray(sessions.state, ["held", "expiring"])));
  if ((holds?.count ?? 0) < MAX_HOLDS) return;
  throw new DomainError(
    "TOO_MANY_HOLDS",
    `You are holding ${MAX_HOLDS} times already: pay for one or let it go first`,
  );
}

async function requirePaper(tx: Tx, paperId: string | undefined): Promise<void> {
  if (!paperId) return;
  const [paper] = await tx.select({ id: papers.id }).from(papers).where(eq(papers.id, paperId));
  if (!paper) throw notFound("Paper");
}

const alternatives = (schedule: Schedule, input: HoldSession, now: Date) =>
  nearestFree(schedule, input.researcherId, input.startsAt, now.getTime());

function slotTaken(free: ReturnType<typeof nearestFree>): DomainError {
  return new DomainError("SLOT_UNAVAILABLE", "This time slot is no longer available", {
    alternatives: free,
  });
}
