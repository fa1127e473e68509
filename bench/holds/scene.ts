import type { UserActor } from "@/lib/platform/context";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { DAY_MS, HOUR_MS } from "@/lib/platform/time";
import { peopleOf, type TestResearcher } from "@/lib/sessions/people.fixture";
import type { BenchDatabase } from "../environment";

const HOSTS = 200;
const FIRST_START = Date.parse("2026-03-04T09:00:00Z");
const STARTS_A_DAY = 8;

export type Scene = {
  database: BenchDatabase;
  researchers: TestResearcher[];
  readers: UserActor[];
};
/** One wish: who wants which time of whom. Epoch ms. */
export type Wish = {
  reader: UserActor;
  slot: { researcherId: string; startsAt: number; endsAt: number };
};

/** People in a database, and as many meeting hosts as the demo has. */
export async function setScene(
  database: BenchDatabase,
  counts: { researchers: number; readers: number },
): Promise<Scene> {
  const hosts = Array.from({ length: HOSTS }, (_, n) => `host-${n}@hosts.example`).join(",");
  Object.assign(process.env, SETTINGS, { DATABASE_URL: database.url, ZOOM_HOSTS: hosts });
  const people = peopleOf(database);
  const many = <T>(count: number, make: () => Promise<T>) =>
    Promise.all(Array.from({ length: count }, make));
  const scene = {
    database,
    researchers: await many(counts.researchers, () => people.researcher()),
    readers: await many(counts.readers, () => people.reader()),
  };
  await database.db.$client`analyze`;
  return scene;
}

/** The n-th reader's wish for the `nth` time of a researcher, on the grid that the fixture opens. */
export function wish(scene: Scene, n: number, researcher: number, nth: number): Wish {
  const reader = scene.readers[n];
  const researcherId = scene.researchers[researcher]?.id;
  if (!reader || !researcherId) throw new Error("Too few people for so many wishes");
  const day = Math.floor(nth / STARTS_A_DAY) * DAY_MS;
  const startsAt = FIRST_START + day + (nth % STARTS_A_DAY) * HOUR_MS;
  return { reader, slot: { researcherId, startsAt, endsAt: startsAt + HOUR_MS } };
}

/** As it was before anything was held. */
export async function clearHolds({ database }: Scene): Promise<void> {
  await database.db.$client`truncate sessions, meetings, time_slots, outbox cascade`;
}
