import fc from "fast-check";
import { expect } from "vitest";
import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";
import { acceptSession } from "./accept-session";
import { cancelSession } from "./cancel-session";
import { declineSession } from "./decline-session";
import { holdSession } from "./hold-session";
import type { Model, Sale } from "./model.fixture";
import * as foretold from "./model.fixture";
import * as payments from "./model-payment-steps.fixture";
import { bothAct, bothActAfter } from "./model-race-steps.fixture";
import { always, isIn, ofSale, Step, saleAt } from "./model-step.fixture";
import * as time from "./model-time-steps.fixture";
import { outcomeOf, type Real } from "./model-world.fixture";
import { rescheduleSession } from "./reschedule-session";
import { slotAt } from "./sessions.fixture";
import type { Session } from "./states";

export const READERS = 3;
const RESEARCHERS = 3;

/** A start on one of the next days, an hour's session every half hour: few, so that wishes collide. */
const start = fc.record({ days: fc.constantFrom(2, 2, 1, 3), halfHours: fc.nat(2) });

type Start = typeof start extends fc.Arbitrary<infer T> ? T : never;
const instantOf = ({ now }: Model, { days, halfHours }: Start) =>
  Math.floor(now / DAY_MS) * DAY_MS + days * DAY_MS + (9 + halfHours / 2) * foretold.HOUR;

const who = fc.record({ reader: fc.nat(READERS - 1), researcher: fc.nat(RESEARCHERS - 1), start });
type Who = typeof who extends fc.Arbitrary<infer T> ? T : never;

function askFor(model: Model, real: Real, { reader, researcher, start }: Who): Promise<Session> {
  const ctx = real.world.as(real.reader(reader), new Date(model.now));
  const startsAt = new Date(instantOf(model, start));
  return holdSession(ctx, slotAt(real.researcher(researcher), startsAt));
}

const holdFor = (model: Model, real: Real, wish: Who) =>
  noteHold(model, real, wish, askFor(model, real, wish));

/** The new hold; null when it was refused, or is an old one. */
async function noteHold(
  model: Model,
  real: Real,
  { reader, researcher, start }: Who,
  held: Promise<Session>,
): Promise<Sale | null> {
  const startsAt = instantOf(model, start);
  const expected = foretold.foretellHold(model, reader, researcher, startsAt);
  const sold = real.researcher(researcher);
  const outcome = await outcomeOf(held, ({ id }) => id);
  if (expected !== "held") {
    expect(outcome).toBe(typeof expected === "string" ? expected : expected.id);
    return null;
  }
  const { id, holdExpiresAt } = await held;
  expect(holdExpiresAt.getTime()).toBe(model.now + 15 * MINUTE_MS);
  const { isCareful, rateCents: priceCents } = sold;
  const sale: Sale = {
    ...{ id, reader, researcher, startsAt, isCareful, priceCents },
    ...{ heldAt: model.now, holdUntil: holdExpiresAt.getTime(), state: "held", reason: null },
    ...{ paidAt: 0, answerBy: 0, attempts: [], host: "", hasLink: false },
  };
  model.sales.push(sale);
  return sale;
}

const hold = who.map(
  (wish) =>
    new Step(`hold(${JSON.stringify(wish)})`, async (model, real) => {
      await holdFor(model, real, wish);
    }),
);

/** Two readers want the same time at the same moment: whoever came first, the other finds it taken. */
const holdAtOnce = who.map(
  (wish) =>
    new Step(`holdAtOnce(${JSON.stringify(wish)})`, async (model, real) => {
      const rival = { ...wish, reader: (wish.reader + 1) % READERS };
      const asked = [wish, rival].map((one) => ({ one, held: askFor(model, real, one) }));
      const results = await Promise.allSettled(asked.map(({ held }) => held));
      const isRefused = (n: number) => Number(results[n]?.status === "rejected");
      const order = [0, 1].toSorted((a, b) => isRefused(a) - isRefused(b));
      for (const { one, held } of order.flatMap((n) => asked[n] ?? [])) {
        await noteHold(model, real, one, held);
      }
    }),
);

async function bookFor(model: Model, real: Real, wish: Who): Promise<Sale | null> {
  const sale = await holdFor(model, real, wish);
  if (!sale) return null;
  await payments.openPayment(model, real, sale);
  await payments.payWith(real, sale, "succeeded");
  await payments.settleAll(model, real, sale);
  return sale;
}

/** The usual way, in one go: longer lives than single steps come to. */
const book = who.map(
  (wish) =>
    new Step(`book(${JSON.stringify(wish)})`, async (model, real) => {
      await bookFor(model, real, wish);
    }),
);

// Mostly with the researcher who answers requests: there both have most to say.
const bookAndBothAct = bothActAfter(
  fc.tuple(who, fc.constantFrom(1, 1, 0)).map(([wish, researcher]) => ({ ...wish, researcher })),
  bookFor,
);

/** The hold ends in the belief that nobody can pay any more, and then somebody does. */
const bookLate = who.map(
  (wish) =>
    new Step(`bookLate(${JSON.stringify(wish)})`, async (model, real) => {
      const sale = await holdFor(model, real, wish);
      if (!sale) return;
      await payments.openPayment(model, real, sale);
      await payments.believeLastCanceled(real, sale);
      await time.advanceTo(model, real, sale.holdUntil);
      await time.sweep(model, real);
      await payments.payWith(real, sale, "succeeded");
      if (wish.researcher === 0) return;
      // The reader has gone elsewhere at the same time: the late money must find that out.
      await holdFor(model, real, { ...wish, researcher: 0 });
      await real.observe(model);
      await payments.settleAll(model, real, sale);
    }),
);

const accept = ofSale("accept", isIn("requested"), async (model, real, sale) => {
  const accepted = acceptSession(real.asResearcher(model, sale), { sessionId: sale.id });
  const outcome = await outcomeOf(accepted, ({ state }) => state);
  expect(outcome).toBe(foretold.accept(model, sale));
});

const decline = ofSale("decline", isIn("requested"), async (model, real, sale) => {
  const declined = declineSession(real.asResearcher(model, sale), { sessionId: sale.id });
  expect(await outcomeOf(declined, ({ state }) => state)).toBe(foretold.decline(sale));
});

async function cancelAs(by: "reader" | "researcher", model: Model, real: Real, sale: Sale) {
  const ctx = by === "reader" ? real.asReader(model, sale) : real.asResearcher(model, sale);
  const canceled = cancelSession(ctx, { sessionId: sale.id });
  const outcome = await outcomeOf(canceled, ({ state }) => state);
  expect(outcome).toBe(foretold.cancel(model, sale, by));
}

const cancel = (by: "reader" | "researcher") =>
  ofSale(`cancel:${by}`, foretold.isLive, (model, real, sale) => cancelAs(by, model, real, sale));

/** The reader lets go in one tab what is paid in another, before anybody hears of the payment. */
const payAndLetGo = ofSale("payAndLetGo", isIn("held"), async (model, real, sale) => {
  await payments.openPayment(model, real, sale);
  await payments.payWith(real, sale, "succeeded");
  await cancelAs("reader", model, real, sale);
});

const reschedule = fc.tuple(fc.nat(4), start).map(
  ([n, to]) =>
    new Step(
      `reschedule(${n}, ${JSON.stringify(to)})`,
      async (model, real) => {
        const sale = saleAt(model, n, isIn("confirmed", "requested"));
        const startsAt = instantOf(model, to);
        const expected = foretold.reschedule(model, sale, startsAt);
        const input = { sessionId: sale.id, startsAt };
        const moved = rescheduleSession(real.asReader(model, sale), input);
        expect(await outcomeOf(moved, ({ state }) => state)).toBe(expected);
      },
      ({ sales }) => sales.length > 0,
    ),
);

const { pay, authenticate, settleTwice, settleAndExpire } = payments;
const { advance, deliverSome } = time;
const reconcile = always("reconcile", time.reconcile);

/** Often what is the usual way of a booking, now and then what is not. */
export const steps: fc.Arbitrary<Step>[] = [
  ...[hold, hold, hold, book, book, book, bookLate, bookLate, payAndLetGo],
  ...[pay("succeeded"), pay("succeeded"), pay("succeeded"), pay("declined"), pay("action")],
  ...[pay("processing"), authenticate("succeed"), authenticate("fail")],
  ...[payments.open, payments.payLate, payments.believeCanceled, payments.believeCanceled],
  ...[holdAtOnce, bothAct, bookAndBothAct, bookAndBothAct, settleTwice, settleAndExpire],
  ...[time.failRefunds, time.failRefunds, reconcile, reconcile],
  ...[payments.settle, payments.confirm, deliverSome, deliverSome, deliverSome],
  ...[accept, accept, decline, cancel("reader"), cancel("researcher"), reschedule, reschedule],
  ...[advance, advance, advance, always("sweep", time.sweep), always("sweep", time.sweep)],
  ...[always("refunds", time.sendRefunds), always("meetings", time.makeMeetings)],
];
