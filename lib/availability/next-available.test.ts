import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, createWorld, later, NOW, slotAt, type World } from "@/lib/sessions/sessions.fixture";
import { claimSlot } from "./claim-slot";
import { lockResearcher } from "./lock-researcher";
import { refreshNextAvailable, sweepNextAvailable, sweepWithoutTimes } from "./next-available";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const next = async (id: string) => (await world.researcherRow(id)).nextAvailableAt;
const store = (id: string, text: string | null) =>
  world.sql`update researchers set next_available_at = ${text} where id = ${id}`;

describe("next available times, as time passes", () => {
  test("are brought up to date once the notice has overtaken them", async () => {
    const { id } = await world.researcher();
    await store(id, at("03T10:00").toISOString());
    await sweepNextAvailable(world.system());
    expect(await next(id)).toEqual(at("03T10:00"));
    await sweepNextAvailable(world.system(later(1)));
    expect(await next(id)).toEqual(at("03T11:00"));
  });

  test("are looked for again where there were none", async () => {
    const { id } = await world.researcher();
    await sweepWithoutTimes(world.system());
    expect(await next(id)).toEqual(at("03T10:00"));
    await world.sql`delete from availability_rules where researcher_id = ${id}`;
    await sweepNextAvailable(world.system(later(1)));
    expect(await next(id)).toBeNull();
  });

  test("of one that cannot be told do not keep the others waiting", async () => {
    const [broken, other] = [await world.researcher(), await world.researcher()];
    // As after an update that no longer knows a zone.
    await world.sql`update researchers set time_zone = 'Nowhere/None' where id = ${broken.id}`;
    for (const { id } of [broken, other]) await store(id, at("02T10:00").toISOString());
    expect(await sweepNextAvailable(world.system())).toBe(1);
    expect(await next(other.id)).toEqual(at("03T10:00"));
    for (const { id } of [broken, other]) await store(id, null);
    await sweepWithoutTimes(world.system());
    expect(await next(other.id)).toEqual(at("03T10:00"));
    await world.sql`update researchers set standing = 'hidden' where id = ${broken.id}`;
  });

  test("are left alone where nobody can book", async () => {
    const { id } = await world.researcher({ standing: "hidden" });
    await sweepWithoutTimes(world.system());
    expect(await next(id)).toBeNull();
  });

  test("are never set back by a sweep to a time that is just being booked", async () => {
    const { id } = await world.researcher();
    await store(id, at("02T10:00").toISOString());
    let sweep: Promise<number> | undefined;
    await world.db.transaction(async (tx) => {
      await lockResearcher(tx, id);
      sweep = sweepNextAvailable(world.system());
      await expect.poll(waitingForLock).toBe(1);
      const sessionId = crypto.randomUUID();
      await claimSlot(tx, { ...slotAt({ id }, at("03T10:00")), sessionId });
      await refreshNextAvailable(tx, id, NOW);
    });
    await sweep;
    expect(await next(id)).toEqual(at("03T11:00"));
  });
});

const waitingForLock = async () => {
  const [row] = await world.sql`select count(*)::int from pg_locks
    where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
  return row?.count;
};
