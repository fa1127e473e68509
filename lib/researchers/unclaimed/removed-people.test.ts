import { afterAll, beforeAll, expect, test } from "vitest";
import { removedPeople } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { isRemoved, rememberRemoved } from "./removed-people";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());

const NOW = new Date("2026-03-02T10:00:00Z");
const LENA = {
  name: "Lena Vogt",
  orcid: "0000-0002-1825-009X",
  openalexId: "A5023888391",
  dois: ["10.5555/ice"],
};

test("a removed person is known again by any one of their identifiers, and by name only beside a paper", async () => {
  const { db } = database;
  expect(await isRemoved(db, LENA)).toBe(false);
  await db.transaction((tx) => rememberRemoved(tx, NOW, LENA));
  await db.transaction((tx) => rememberRemoved(tx, NOW, LENA));
  for (const again of [
    { name: "L. Vogt", orcid: "0000-0002-1825-009x" },
    { name: "", openalexId: "a5023888391" },
    { name: "VOGT, Lena", dois: ["10.5555/ICE"] },
  ])
    expect(await isRemoved(db, again)).toBe(true);
  for (const other of [
    { name: "Lena Vogt" },
    { name: "Lena Vogt", dois: ["10.5555/other"] },
    { name: "Ada Byron", dois: ["10.5555/ice"] },
    { name: "Lena Vogt", orcid: "0000-0001-0000-0000" },
  ])
    expect(await isRemoved(db, other)).toBe(false);
});

test("nothing of the person is kept in words", async () => {
  const rows = JSON.stringify(await database.db.select().from(removedPeople));
  expect(rows).not.toMatch(/vogt|1825|A502|ice/i);
});
