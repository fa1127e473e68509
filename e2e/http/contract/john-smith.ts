import { expect } from "vitest";
import type { SlotBody } from "../support/api";
import { freeSlots } from "../support/booking";
import { newOwner, newReader, type Owner, type Person } from "../support/people";
import { sql } from "../support/stack";

/** What the guide tells of John Smith. */
export const PROFILE = {
  name: "John Smith",
  bio: "Professor of AI...",
  expertise: ["Machine Learning", "NLP"],
  achievements: ["Award 1", "Publication 2"],
  availability: {
    monday: ["09:00-10:00", "14:00-15:00"],
    tuesday: ["10:00-11:00", "15:00-16:00"],
  },
  rate: 150.0,
};

export const PAPER = { title: "Deep Learning Applications" };

export type JohnSmith = Owner & { paperId: string; word: string };

/** Hours of which there are enough for many bookings. */
export const LONG_DAYS = Object.fromEntries(
  ["monday", "tuesday", "wednesday", "thursday", "friday"].map((day) => [day, ["09:00-17:00"]]),
);

/**
 * A listed researcher with the guide's profile and paper, whom no other test books. `settings` are
 * those of `PUT researchers/me/availability`.
 */
export async function createJohnSmith(settings: object = {}): Promise<JohnSmith> {
  const owner = await newOwner();
  const { availability, ...profile } = PROFILE;
  const word = `smith${crypto.randomUUID().replaceAll("-", "").slice(0, 10)}`;
  const saved = await owner.api.patch("/researchers/me", { ...profile, affiliation: word });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  const hours = { availability, ...settings };
  expect((await owner.api.put("/researchers/me/availability", hours)).status).toBe(200);
  await sql`insert into verification_proofs (researcher_id, kind, subject, proved_at)
    values (${owner.researcherId}, 'institution_email', ${word}, now())`;
  const [paper] = await sql<{ id: string }[]>`
    insert into papers (title, author_names) values (${PAPER.title}, '{John Smith}') returning id`;
  await sql`insert into paper_authors (paper_id, researcher_id, position, is_primary)
    values (${paper?.id ?? ""}, ${owner.researcherId}, 1, true)`;
  return { ...owner, name: PROFILE.name, rateCents: 15_000, paperId: paper?.id ?? "", word };
}

type Day = [SlotBody, SlotBody];

/** Two Mondays of his that are free, each as its two times. */
export async function freeMondays(caller: Person["api"], john: JohnSmith): Promise<[Day, Day]> {
  const slots = await freeSlots(caller, john.researcherId, 10);
  const days: Day[] = [];
  for (const [at, morning] of slots.entries()) {
    const afternoon = slots[at + 1];
    const isMonday = new Date(morning.start_time).getUTCDay() === 1;
    if (isMonday && afternoon && dateOf(afternoon) === dateOf(morning))
      days.push([morning, afternoon]);
  }
  const [first, second] = days;
  if (!first || !second) throw new Error("he has no two Mondays");
  return [first, second];
}

export const dateOf = ({ start_time }: SlotBody) => start_time.slice(0, 10);

/** A moment as the guide writes it, without milliseconds. */
export const asWritten = (instant: string) => instant.replace(".000Z", "Z");

/** A new reader, with what John's rows say about both. */
export async function readerOf(john: JohnSmith) {
  const reader = await newReader();
  return {
    reader,
    caller: reader.api,
    values: {
      reader_id: reader.userId,
      researcher_id: john.researcherId,
      researcher_user_id: john.userId,
      email: john.email,
      paper_id: john.paperId,
      word: john.word,
    },
  };
}
