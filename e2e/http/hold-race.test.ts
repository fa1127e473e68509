import { beforeAll, expect, test } from "vitest";
import {
  type Answer,
  type Envelope,
  expectFailure,
  type SessionBody,
  type SlotBody,
} from "./support/api";
import { freeSlot, freeSlots, giveUp, tryHold } from "./support/booking";
import {
  demoReader,
  newOwner,
  newReader,
  type Owner,
  openEveryDay,
  ownerOf,
  type Person,
} from "./support/people";
import { sql } from "./support/stack";

const READERS = 50;
const HOUR_MS = 3_600_000;

let readers: Person[];
/** Sells whole hours, back to back. */
let julien: Owner;
/** Sells hours that begin every half hour, so that neighbours overlap. */
let hannah: Owner;

beforeAll(async () => {
  const numbers = Array.from({ length: READERS }, (_, index) => index + 1);
  readers = await Promise.all(numbers.map(demoReader));
  julien = await ownerOf("julien-moreau");
  hannah = await ownerOf("hannah-kowalczyk");
});

type Range = Pick<SlotBody, "start_time" | "end_time">;
const overlap = (a: Range, b: Range) => a.start_time < b.end_time && b.start_time < a.end_time;

/** The holds among the answers to all readers, in their order. */
const holdsOf = (answers: Answer<Envelope<SessionBody>>[]) =>
  readers.flatMap((reader, at) => {
    const answer = answers[at];
    return answer?.status === 201 ? [{ reader, id: answer.body.data.id }] : [];
  });

/** The database's word on who lives in a range of a researcher's time. */
const liveIn = (researcherId: string, from: string, to: string) =>
  sql<{ id: string; startsAt: Date; endsAt: Date }[]>`
    select id, starts_at as "startsAt", ends_at as "endsAt" from sessions
    where researcher_id = ${researcherId}
      and state in ('held', 'expiring', 'requested', 'confirmed')
      and tstzrange(starts_at, ends_at) && tstzrange(${from}, ${to}) order by starts_at`;

async function expectReallyFree(free: SlotBody[] | undefined, taken: SlotBody) {
  expect(free?.length, "alternatives").toBeGreaterThan(0);
  for (const { id } of free ?? []) {
    const { body } = await julien.api.get<Envelope<SlotBody>>(`/time-slots/${id}`);
    expect(body.data).toMatchObject({ id, available: true });
    expect(overlap(body.data, taken), `${body.data.start_time} overlaps the one taken`).toBe(false);
  }
}

test("of fifty readers racing for one slot, one holds it and the others hear what is still free", async () => {
  const slot = await freeSlot(julien.api, julien.researcherId);
  const answers = await Promise.all(readers.map((reader) => tryHold(reader, slot)));
  const won = holdsOf(answers);
  expect(won).toHaveLength(1);
  const [alive, ...others] = await liveIn(julien.researcherId, slot.start_time, slot.end_time);
  expect(others).toEqual([]);
  expect(alive?.id).toBe(won[0]?.id);
  const lost = answers.filter(({ status }) => status !== 201);
  const refusals = lost.map((answer) => expectFailure(answer, 409, "SLOT_UNAVAILABLE"));
  for (const { error } of refusals.slice(0, 2))
    await expectReallyFree(error.details.alternatives, slot);
  for (const { error } of refusals) expect(error.details.alternatives).toHaveLength(5);
  const [row] = await sql`
    select available, session_id from time_slots where id = ${slot.id}`;
  expect(row).toEqual({ available: false, session_id: alive?.id });
  for (const { reader, id } of won) await giveUp(reader, id);
});

test("of fifty readers racing for times that overlap, nobody gets a time that overlaps another's", async () => {
  const first = await freeSlot(julien.api, hannah.researcherId);
  // Half hours apart: 60 minute sessions from T, T + 30 and T + 60.
  const starts = [0, 0.5, 1].map((hours) => Date.parse(first.start_time) + hours * HOUR_MS);
  const answers = await Promise.all(
    readers.map((reader, at) => {
      const start = starts[at % starts.length] ?? 0;
      return reader.api.post<Envelope<SessionBody>>("/sessions", {
        researcher_id: hannah.researcherId,
        start_time: new Date(start).toISOString(),
        end_time: new Date(start + HOUR_MS).toISOString(),
      });
    }),
  );
  const won = holdsOf(answers);
  for (const answer of answers) {
    if (answer.status !== 201) expectFailure(answer, 409, "SLOT_UNAVAILABLE");
  }
  const until = new Date((starts.at(-1) ?? 0) + HOUR_MS).toISOString();
  const alive = await liveIn(hannah.researcherId, first.start_time, until);
  expect(alive.map(({ id }) => id).sort()).toEqual(won.map(({ id }) => id).sort());
  expect(won.length, "the first and the last do not overlap").toBeLessThanOrEqual(2);
  expect(won.length).toBeGreaterThan(0);
  for (const [at, session] of alive.entries()) {
    const next = alive[at + 1];
    if (next) expect(next.startsAt.getTime()).toBeGreaterThanOrEqual(session.endsAt.getTime());
  }
  for (const { reader, id } of won) await giveUp(reader, id);
});

test("one reader asking ten times at once holds the slot once, and each answer is that hold", async () => {
  const reader = await newReader();
  const slot = await freeSlot(reader.api, julien.researcherId);
  const answers = await Promise.all(Array.from({ length: 10 }, () => tryHold(reader, slot)));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
  const ids = new Set(answers.map(({ body }) => body.data.id));
  expect(ids.size).toBe(1);
  const rows = await sql`select id from sessions where reader_id = ${reader.userId}`;
  expect(rows).toHaveLength(1);
  await giveUp(reader, [...ids][0] ?? "");
});

test("one reader asking two researchers for the same time at once gets one of them", async () => {
  const reader = await newReader();
  const owners = await Promise.all([newOwner(), newOwner()]);
  await Promise.all(owners.map(openEveryDay));
  const pair = await Promise.all(
    owners.map(({ researcherId }) => freeSlot(reader.api, researcherId)),
  );
  expect(pair[0]?.start_time).toBe(pair[1]?.start_time);
  const answers = await Promise.all(pair.map((slot) => tryHold(reader, slot)));
  const won = answers.filter(({ status }) => status === 201);
  const lost = answers.filter(({ status }) => status !== 201);
  expect([won.length, lost.length]).toEqual([1, 1]);
  for (const answer of lost) {
    const { error } = expectFailure(answer, 409, "READER_BUSY");
    expect(error.details.session_id).toBe(won[0]?.body.data.id);
  }
  await giveUp(reader, won[0]?.body.data.id ?? "");
});

test("nobody holds more than three times, however fast they ask", async () => {
  const reader = await newReader();
  const slots = await freeSlots(reader.api, hannah.researcherId, 6);
  const answers = await Promise.all(slots.map((slot) => tryHold(reader, slot)));
  const won = answers.filter(({ status }) => status === 201);
  expect(won).toHaveLength(3);
  for (const answer of answers) {
    if (answer.status !== 201) expectFailure(answer, 409, "TOO_MANY_HOLDS");
  }
  for (const { body } of won) await giveUp(reader, body.data.id);
});

test("a researcher cannot hold an hour of their own", async () => {
  const slot = await freeSlot(julien.api, julien.researcherId);
  expectFailure(await tryHold(julien, slot), 403, "OWN_PROFILE");
});
