import { log } from "@/lib/platform/log";
import { holdSession } from "@/lib/sessions/hold-session";
import { NOW } from "@/lib/sessions/people.fixture";
import type { BenchEnv } from "./environment";
import { holdRaw, type Sending } from "./holds/hold-raw";
import { adapt, type RecordedHold, recordHold } from "./holds/recorded-hold";
import { clearHolds, type Scene, setScene, type Wish, wish } from "./holds/scene";
import type { Result, Row } from "./result";
import { sideBySide } from "./side-by-side";

export const title = "Holding a time";

const AIM = 0.6;
const ROUNDS = 9;
/** At a time, as many as the pool has connections. */
const WORKERS = 10;
const RESEARCHERS = 60;
const HOLDS = 300;
const RACES = 6;
const RACERS = 50;

/**
 * The yardstick sends the statements of a hold through postgres.js alone, those before the decision and
 * then, if the time is free, those after it. It checks nothing else and makes no objects of the rows.
 * The aim is held against it at its quickest, each group at once; sent one by one, as one would
 * first write it, it stands beside.
 */
export async function run(env: BenchEnv): Promise<Result> {
  log.level = "silent";
  const database = await env.freshDatabase();
  const scene = await setScene(database, { researchers: RESEARCHERS, readers: HOLDS });
  const recorded = await recordHold(scene, wish(scene, 0, 0, 0), wish(scene, 1, 0, 0));
  const rows = [
    await compare(scene, recorded, "Each another time", [eachAnother(scene)], "in two groups"),
    await compare(scene, recorded, "Each another time", [eachAnother(scene)], "one by one"),
    await compare(scene, recorded, `${RACERS} readers on one time`, races(scene), "in two groups"),
    await compare(scene, recorded, `${RACERS} readers on one time`, races(scene), "one by one"),
  ];
  await database.drop();
  const statements = `${recorded.looks.length} statements before the decision, ${recorded.writes.length} after`;
  return { rows, notes: `Attempts per second over ${WORKERS} connections; ${statements}.` };
}

const eachAnother = (scene: Scene): Wish[] =>
  Array.from({ length: HOLDS }, (_, n) =>
    wish(scene, n, n % RESEARCHERS, Math.floor(n / RESEARCHERS)),
  );

const races = (scene: Scene): Wish[][] =>
  Array.from({ length: RACES }, (_, race) =>
    Array.from({ length: RACERS }, (_, n) => wish(scene, n, race, race)),
  );

/** The groups are wished for one after another, the wishes of a group at once. */
async function compare(
  scene: Scene,
  recorded: RecordedHold,
  label: string,
  groups: Wish[][],
  sending: Sending,
): Promise<Row> {
  const { db } = scene.database;
  const expected = new Set(
    groups.flat().map(({ slot }) => `${slot.researcherId} ${slot.startsAt}`),
  );
  const turn = async <T>(prepared: T[][], hold: (one: T) => Promise<boolean>) => {
    await clearHolds(scene);
    const startedAt = performance.now();
    let won = 0;
    for (const group of prepared) {
      won += (await atOnce(group, hold)).filter(Boolean).length;
    }
    const perSecond = (prepared.flat().length * 1000) / (performance.now() - startedAt);
    if (won !== expected.size) throw new Error(`${won} of ${expected.size} times were held`);
    return perSecond;
  };
  const found = await sideBySide(
    ROUNDS,
    () =>
      turn(groups, ({ reader, slot }) =>
        holdSession({ db, actor: reader, now: NOW }, slot).then(
          () => true,
          () => false,
        ),
      ),
    () =>
      turn(
        groups.map((group) => group.map((one) => adapt(recorded, one))),
        (one) => holdRaw(db.$client, one, sending),
      ),
  );
  return {
    label,
    figure: found.ours,
    unit: "holds/s",
    yardstick: { label: `the same SQL, raw, ${sending}`, figure: found.theirs },
    ratio: found.ratio,
    ...(sending === "in two groups" && {
      aim: `at least ${AIM * 100} %`,
      met: found.ratio >= AIM,
    }),
  };
}

async function atOnce<T>(items: T[], work: (item: T) => Promise<boolean>): Promise<boolean[]> {
  const results: boolean[] = [];
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return results;
}
