import { afterAll, beforeAll, expect, test } from "vitest";
import { payments } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import {
  bookingDatabase,
  hourFrom,
  makeResearcher,
  payInFull,
  readerContext,
  sessionRow,
} from "./booking.fixture";
import { cancelSession } from "./cancel-session";
import { getReceipt } from "./get-receipt";
import { holdSession } from "./hold-session";

let database: TestDatabase;

beforeAll(async () => {
  database = await bookingDatabase();
});
afterAll(() => database.close());

test("a receipt lists what was taken and what went back, and leaves declined attempts out", async () => {
  const { researcherId } = await makeResearcher(database);
  const reader = await readerContext(database);
  const { id: sessionId } = await holdSession(reader, {
    ...hourFrom("2026-03-05T10:00:00Z"),
    researcherId,
  });
  expect(await getReceipt(reader, { sessionId })).toEqual([]);
  await payInFull(database, sessionId);
  const { readerId } = await sessionRow(database, sessionId);
  const declined = { userId: readerId, sessionId, attempt: 2, amountCents: 15_000 };
  await database.db.insert(payments).values({ ...declined, status: "failed" });
  expect(await getReceipt(reader, { sessionId })).toMatchObject([
    { amountCents: 15_000, transactionId: `pi_${sessionId}`, refunds: [] },
  ]);
  await cancelSession(reader, { sessionId });
  expect(await getReceipt(reader, { sessionId })).toMatchObject([
    {
      amountCents: 15_000,
      refunds: [{ amountCents: 15_000, status: "due", reason: "reader_canceled" }],
    },
  ]);
  const stranger = await readerContext(database);
  await expect(getReceipt(stranger, { sessionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
