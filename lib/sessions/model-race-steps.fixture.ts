import fc from "fast-check";
import { expect } from "vitest";
import { acceptSession } from "./accept-session";
import { cancelSession } from "./cancel-session";
import { declineSession } from "./decline-session";
import type { Model, Sale } from "./model.fixture";
import * as foretold from "./model.fixture";
import { isIn, Step, saleAt } from "./model-step.fixture";
import { outcomeOf, type Real } from "./model-world.fixture";
import { rescheduleSession } from "./reschedule-session";
import type { Session } from "./states";

/** What one party does to a session, and what comes of it when nobody else does anything. */
type Move = {
  name: string;
  run: (model: Model, real: Real, sale: Sale) => Promise<Session>;
  foretell: (model: Model, sale: Sale) => string;
};

const cancel = (by: "reader" | "researcher"): Move => ({
  name: `cancel:${by}`,
  run: (model, real, sale) =>
    cancelSession(by === "reader" ? real.asReader(model, sale) : real.asResearcher(model, sale), {
      sessionId: sale.id,
    }),
  foretell: (model, sale) => foretold.cancel(model, sale, by),
});

const moveTo = (hours: number): Move => {
  const later = ({ startsAt }: Sale) => startsAt + hours * foretold.HOUR;
  return {
    name: `reschedule:+${hours}`,
    run: (model, real, sale) =>
      rescheduleSession(real.asReader(model, sale), {
        sessionId: sale.id,
        startsAt: later(sale),
      }),
    foretell: (model, sale) => foretold.reschedule(model, sale, later(sale)),
  };
};

const readers = [cancel("reader"), moveTo(24), moveTo(24.5)];
const researchers: Move[] = [
  cancel("researcher"),
  {
    name: "accept",
    run: (model, real, { id, ...sale }) =>
      acceptSession(real.asResearcher(model, { id, ...sale }), { sessionId: id }),
    foretell: foretold.accept,
  },
  {
    name: "decline",
    run: (model, real, sale) =>
      declineSession(real.asResearcher(model, sale), { sessionId: sale.id }),
    foretell: (_model, sale) => foretold.decline(sale),
  },
];

/** The model after `moves`, one after the other, and what each of them came to. */
function after(model: Model, { id }: Sale, moves: Move[]) {
  const copy = structuredClone(model);
  const sale = copy.sales.find((one) => one.id === id);
  if (!sale) throw new Error("no such sale");
  const outcomes = moves.map((move) => [move.name, move.foretell(copy, sale)]);
  return { copy, sale, outcomes: Object.fromEntries(outcomes) };
}

/** Both parties act at the same moment: as if one of them had come first, whichever. */
async function race(model: Model, real: Real, sale: Sale, one: Move, other: Move): Promise<void> {
  const orders = [after(model, sale, [one, other]), after(model, sale, [other, one])];
  const told = await Promise.all(
    [one, other].map(async (move) => [
      move.name,
      await outcomeOf(move.run(model, real, sale), ({ state }) => state),
    ]),
  );
  const now = await real.world.session(sale.id);
  const possible = orders.filter(
    (order) => order.sale.state === now.state && order.sale.reason === now.cancelReason,
  );
  expect(possible.map(({ outcomes }) => outcomes)).toContainEqual(Object.fromEntries(told));
  const first = possible.find(
    ({ outcomes, sale: { startsAt } }) =>
      told.every(([name, outcome]) => outcomes[name ?? ""] === outcome) &&
      startsAt === now.startsAt.getTime(),
  );
  Object.assign(model, first?.copy);
}

const pair = fc.record({
  one: fc.constantFrom(...readers),
  other: fc.constantFrom(...researchers),
});

/** On one of the newest bookings, mostly. */
export const bothAct = fc.tuple(fc.nat(4), pair).map(
  ([n, { one, other }]) =>
    new Step(
      `bothAct(${n}, ${one.name}, ${other.name})`,
      (model, real) =>
        race(model, real, saleAt(model, n, isIn("confirmed", "requested")), one, other),
      ({ sales }) => sales.length > 0,
    ),
);

/** On a booking as soon as `book` has made it, while everything is still open to both. */
export const bothActAfter = <Wish>(
  wish: fc.Arbitrary<Wish>,
  book: (model: Model, real: Real, wish: Wish) => Promise<Sale | null>,
) =>
  fc.tuple(wish, pair).map(
    ([wanted, { one, other }]) =>
      new Step(
        `bookAndBothAct(${JSON.stringify(wanted)}, ${one.name}, ${other.name})`,
        async (model, real) => {
          const sale = await book(model, real, wanted);
          if (!sale) return;
          await real.observe(model);
          await race(model, real, sale, one, other);
        },
      ),
  );
