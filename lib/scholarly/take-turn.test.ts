import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { SourceError } from "./source-error";
import { askInTurn, postponeTurns, takeTurn } from "./take-turn";

const now = new Date("2026-06-01T10:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.sql`delete from source_turns`);

const ctx = (at = now) => ({ db: database.db, now: at });

describe("turns", () => {
  test("of callers at once lie apart, each for one caller", async () => {
    const turns = await Promise.all(Array.from({ length: 20 }, () => takeTurn(ctx(), "openalex")));
    const places = turns
      .map((turn) => (turn?.getTime() ?? 0) - now.getTime())
      .sort((a, b) => a - b);
    expect(places).toEqual(Array.from({ length: 20 }, (_, place) => place * 100));
  });

  test("of one source do not wait for another's", async () => {
    await takeTurn(ctx(), "openalex");
    expect(await takeTurn(ctx(), "crossref")).toEqual(now);
  });

  test("that nobody took are not saved up", async () => {
    await takeTurn(ctx(), "openalex");
    expect(await takeTurn(ctx(later(60_000)), "openalex")).toEqual(later(60_000));
  });

  test("later than the caller can wait are not taken", async () => {
    await takeTurn(ctx(), "arxiv");
    expect(await takeTurn(ctx(), "arxiv", 2_999)).toBeNull();
    expect(await takeTurn(ctx(), "arxiv", 3_000)).toEqual(later(3_000));
  });

  test("begin again only when a source that was too busy said so", async () => {
    await postponeTurns(ctx(), "ror", 30);
    expect(await takeTurn(ctx(), "ror")).toEqual(later(30_000));
    await postponeTurns(ctx(), "ror", 5);
    expect(await takeTurn(ctx(), "ror")).toEqual(later(30_160));
  });
});

describe("asking in turn", () => {
  test("a source that says it is too much is left alone by everyone for as long as it asks", async () => {
    const limited = new SourceError("crossref", "limited", 429, 7);
    const refused = askInTurn(ctx(), "crossref", 0, () => Promise.reject(limited));
    await expect(refused).rejects.toBe(limited);
    let asked = false;
    const next = askInTurn(ctx(later(6_000)), "crossref", 500, async () => {
      asked = true;
    });
    await expect(next).rejects.toMatchObject({ problem: "busy", source: "crossref" });
    expect(asked).toBe(false);
    expect(await askInTurn(ctx(later(7_000)), "crossref", 0, async () => "answer")).toBe("answer");
  });
});
