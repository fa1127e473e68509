import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { nextAvailable } from "@/lib/availability/compute-slots";
import { loadSchedule } from "@/lib/availability/load-schedule";
import { stripe } from "@/lib/payments/stripe";
import type { UserActor } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { acceptSession } from "./accept-session";
import { cancelSession } from "./cancel-session";
import { declineSession } from "./decline-session";
import { expireHold } from "./release-hold";
import { rescheduleSession } from "./reschedule-session";
import { at, createWorld, later, NOW, type TestResearcher, type World } from "./sessions.fixture";
import { LIVE_STATES, type Session } from "./states";

vi.setConfig({ testTimeout: 120_000 });

const WORKERS = 6;
const STEPS = 25;

let world: World;
beforeAll(async () => {
  world = await createWorld({ hosts: 3 });
});
afterAll(() => world.close());

/** Mulberry32: the same choices for the same seed. */
function chooser(seed: number) {
  let state = seed;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
  return <T>(from: readonly T[]): T => {
    const chosen = from[below(from.length)];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  };
}

const starts = Array.from({ length: 8 }, (_, n) => later(n * 30, at("09T09:00")));

/** One person's tab: whatever comes to mind, on whatever session there is. */
async function act(
  choose: ReturnType<typeof chooser>,
  readers: UserActor[],
  researchers: TestResearcher[],
  known: Session[],
): Promise<void> {
  const what = choose(["hold", "hold", "pay", "pay", "cancel", "end", "move", "expire", "settle"]);
  if (what === "hold" || known.length === 0) {
    known.push(await world.hold(choose(readers), choose(researchers), choose(starts)));
    return;
  }
  const session = choose(known);
  const input = { sessionId: session.id };
  const reader = readers.find(({ id }) => id === session.readerId);
  const owner = researchers.find(({ id }) => id === session.researcherId)?.actor;
  if (!reader || !owner) throw new Error("a session of nobody");
  const [asReader, asOwner] = [world.as(reader), world.as(owner)];
  if (what === "pay") {
    const intentId = await world.open(reader, session);
    const payment_method = choose(["pm_card_visa", "pm_card_visa", "pm_card_chargeDeclined"]);
    await stripe()
      .paymentIntents.confirm(intentId, { payment_method })
      .catch(() => undefined);
    await world.settle(intentId);
  } else if (what === "settle") {
    for (const { transactionId } of await world.payments(session.id)) {
      if (transactionId) await world.settle(transactionId);
    }
  } else if (what === "cancel") await cancelSession(choose([asReader, asOwner]), input);
  else if (what === "end") await choose([acceptSession, declineSession])(asOwner, input);
  else if (what === "expire") await expireHold(world.system(later(15)), session.id);
  else await rescheduleSession(asReader, { ...input, startsAt: choose(starts).getTime() });
}

async function expectConsistent(session: Session): Promise<void> {
  const { state, startsAt, endsAt, timeSlotId } = await world.session(session.id);
  const isLive = LIVE_STATES.some((live) => live === state);
  const isPaid = state === "confirmed" || state === "requested";
  const claim = await world.claim(session.id);
  expect(claim?.id ?? null).toBe(isLive ? timeSlotId : null);
  if (claim) expect([claim.startsAt, claim.endsAt]).toEqual([startsAt, endsAt]);
  const meeting = await world.meeting(session.id);
  expect(meeting.blocking).toBe(isLive);
  if (isLive) expect([meeting.startsAt, meeting.endsAt]).toEqual([startsAt, endsAt]);
  expect(await world.kept(session.id)).toBe(isPaid ? session.priceCents : 0);
}

test.each([1, 2, 3])(
  "readers and researchers doing anything at once leave money, times and hosts in order (%i)",
  async (seed) => {
    const prefer = { stepMinutes: 30, bufferAfterMinutes: 15 };
    const readers = await Promise.all([1, 2, 3, 4].map(() => world.reader()));
    const researchers = [
      await world.researcher(prefer),
      await world.researcher({ ...prefer, requiresAcceptance: true }),
    ];
    const known: Session[] = [];
    const workers = Array.from({ length: WORKERS }, async (_, worker) => {
      const choose = chooser(seed * 1_000 + worker);
      for (let step = 0; step < STEPS; step++) {
        await act(choose, readers, researchers, known).catch((error: unknown) => {
          // A refusal is an answer; a deadlock, a constraint or a timeout would be none.
          if (!(error instanceof DomainError)) throw error;
        });
      }
    });
    await Promise.all(workers);
    for (const { id } of known) await expireHold(world.system(later(15)), id);
    for (const session of new Map(known.map((one) => [one.id, one])).values()) {
      await expectConsistent(session);
    }
    for (const { id } of researchers) {
      const { schedule } = await loadSchedule(world.db, id, NOW.getTime());
      // What looked last stored it: somebody acting now, or the end of a hold a little later.
      const moments = [NOW, later(15)];
      const stored = (await world.researcherRow(id)).nextAvailableAt?.getTime() ?? null;
      expect(moments.map((now) => nextAvailable(schedule, now.getTime()))).toContain(stored);
    }
    expect(known.length).toBeGreaterThan(5);
  },
);
