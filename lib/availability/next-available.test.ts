import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, createWorld, later, NOW, type World } from "@/lib/sessions/sessions.fixture";
import { sweepNextAvailable, sweepWithoutTimes } from "./next-available";

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

  test("are left alone where nobody can book", async () => {
    const { id } = await world.researcher({ standing: "hidden" });
    await sweepWithoutTimes(world.system());
    expect(await next(id)).toBeNull();
  });

  test("are never set back by a sweep to a time that is just being booked", async () => {
    for (let round = 0; round < 20; round++) {
      const researcher = await world.researcher();
      await store(researcher.id, at("02T10:00").toISOString());
      const reader = await world.reader();
      const sweeps = [sweepNextAvailable(world.system()), sweepNextAvailable(world.system())];
      await Promise.all([...sweeps, world.hold(reader, researcher, at("03T10:00"), NOW)]);
      expect(await next(researcher.id)).toEqual(at("03T11:00"));
    }
  });
});
