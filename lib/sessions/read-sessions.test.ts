import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "@/db/testing";
import { encodeCursor } from "@/lib/platform/cursor";
import { bookingDatabase, readerContext } from "./booking.fixture";
import { listReaderSessions } from "./read-sessions";

let database: TestDatabase;
beforeAll(async () => {
  database = await bookingDatabase();
});
afterAll(() => database.close());

test.each(["999999999999999", "99999999999999"])(
  "a cursor at %s ms, a year that PostgreSQL does not read, is refused by name",
  async (startsAt) => {
    const reader = await readerContext(database);
    const cursor = encodeCursor([startsAt, "00000000-0000-4000-8000-000000000000"]);
    const list = (at: string) => listReaderSessions(reader, { limit: 5, cursor: at });
    await expect(list(cursor)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const latest = encodeCursor(["9999999999999", "00000000-0000-4000-8000-000000000000"]);
    expect((await list(latest)).items).toEqual([]);
  },
);
