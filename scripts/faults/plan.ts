import { Draw } from "./draw";
import { drawFault, type Fault } from "./fault";

/** What a reader does; each is what a real one might. */
const acts = {
  pay: 30,
  declinedThenPays: 8,
  authenticates: 8,
  failsToAuthenticateThenPays: 3,
  abandonsHold: 5,
  abandonsPayment: 6,
  paysLate: 6,
  letsHoldGo: 4,
  letsHoldGoWhilePaying: 4,
  // The tab is closed after paying: only the webhook, or the reconciliation, tells of it.
  closesTab: 8,
  clicksTwice: 3,
  cancels: 7,
  moves: 8,
  movesThenCancels: 3,
  researcherCancels: 4,
  // Both sides act at the same moment.
  crosses: 4,
};
export type Act = keyof typeof acts;

/** How the researcher answers, where bookings are requests. */
const answers = { accept: 55, decline: 20, none: 25 };
export type AnswerToRequest = keyof typeof answers;

export type Journey = {
  number: number;
  /** Which of the readers. */
  reader: number;
  act: Act;
  answer: AnswerToRequest;
  /** Where the session is moved to, if it is. */
  movesTo: { daysAhead: number; place: number };
  /** Whether the application is killed between this reader's payment and its confirmation. */
  killedAfterPaying: boolean;
};

/** Those who want the same time at the same moment; most often only one. */
export type Encounter = {
  researcher: number;
  /** Days from now, as the moved clock says. */
  daysAhead: number;
  /** Which of that day's free times: 0 the first, just below 1 the last. */
  place: number;
  journeys: Journey[];
  /** Set off when this encounter begins. */
  faults: Fault[];
};

export type Plan = { seed: number; readers: number; researchers: number; encounters: Encounter[] };

const RACE = 0.06;
const FAULTS_PER_JOURNEY = 0.35;

/** Everything that is drawn for a campaign, from the seed alone. */
export function drawPlan(bookings: number, seed: number): Plan {
  const draw = new Draw(seed);
  const readers = Math.max(12, Math.ceil(bookings / 6));
  const researchers = Math.max(4, Math.ceil(bookings / 40));
  const encounters: Encounter[] = [];
  for (let made = 0; made < bookings; ) {
    const wished = draw.chance(RACE) ? draw.whole(2, 4) : 1;
    const rivals = drawDistinct(draw, readers, Math.min(wished, bookings - made));
    const journeys = rivals.map((reader) => drawJourney(draw, ++made, reader));
    encounters.push({
      researcher: draw.whole(0, researchers - 1),
      daysAhead: draw.whole(2, 16),
      place: draw.fraction(),
      journeys,
      faults: journeys.flatMap(() => (draw.chance(FAULTS_PER_JOURNEY) ? [drawFault(draw)] : [])),
    });
  }
  return { seed, readers, researchers, encounters };
}

function drawJourney(draw: Draw, number: number, reader: number): Journey {
  return {
    number,
    reader,
    act: draw.weighted(acts),
    answer: draw.weighted(answers),
    movesTo: { daysAhead: draw.whole(2, 16), place: draw.fraction() },
    killedAfterPaying: draw.chance(1 / 200),
  };
}

function drawDistinct(draw: Draw, from: number, count: number): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(draw.whole(0, from - 1));
  return [...drawn];
}
