import fc from "fast-check";
import { afterAll, beforeAll, test, vi } from "vitest";
import { DAY_MS } from "@/lib/platform/time";
import type { Model } from "./model.fixture";
import { READERS, steps } from "./model-commands.fixture";
import { type Ending, settleEverything } from "./model-time-steps.fixture";
import { Real } from "./model-world.fixture";
import { createWorld, NOW, type World } from "./sessions.fixture";

/** `MODEL_SEED` and `MODEL_RUNS` look further than the fixed ones. */
const SEED = Number(process.env.MODEL_SEED ?? 20_260_302);
const RUNS = Number(process.env.MODEL_RUNS ?? 25);
/** At most, and half as many on average. */
const COMMANDS = 50;
const HOSTS = 2;

vi.setConfig({ testTimeout: 60_000 + RUNS * 10_000 });

let world: World;
let clock = NOW.getTime();
beforeAll(async () => {
  world = await createWorld({ hosts: HOSTS, clock: () => new Date(clock) });
});
afterAll(() => world.close());

let runs = 0;

/** New people and nobody's bookings, weeks after the run before: the stand-ins' clock never goes back. */
async function begin(): Promise<{ model: Model; real: Real }> {
  await world.sql`truncate sessions, time_slots, webhook_events, outbox, alerts cascade`;
  clock = NOW.getTime() + 42 * DAY_MS * ++runs;
  const readers = await Promise.all(Array.from({ length: READERS }, () => world.reader()));
  const kinds = [
    { rateCents: 15_000, isCareful: false },
    { rateCents: 12_000, isCareful: true },
    { rateCents: 9_000, isCareful: false },
  ];
  const researchers = await Promise.all(
    kinds.map(async ({ rateCents, isCareful }) => {
      const preferences = { rateCents, requiresAcceptance: isCareful, stepMinutes: 30 };
      return { ...(await world.researcher(preferences)), rateCents, isCareful };
    }),
  );
  const hosts = Array.from({ length: HOSTS }, (_, n) => `host-${n}@hosts.example`);
  const model: Model = { begunAt: clock, now: clock, hosts, sales: [], heardEvents: new Set() };
  const real = new Real(world, readers, researchers, (now) => {
    clock = now;
  });
  return { model, real };
}

test(`whatever is booked, paid, told and canceled in whatever order, sessions and money agree (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.noBias(fc.commands(steps, { maxCommands: COMMANDS, size: "max" })),
      fc.constantFrom<Ending>("webhooks", "reconciliation"),
      async (commands, ending) => {
        const { model, real } = await begin();
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await settleEverything(model, real, ending);
      },
    ),
    // Each try is a booking system's life: a failure is shrunk a while, not for ever.
    {
      seed: SEED,
      numRuns: RUNS,
      interruptAfterTimeLimit: RUNS * 10_000,
      markInterruptAsFailure: true,
    },
  );
});
