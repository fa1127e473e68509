import type {
  availabilityOverrides,
  availabilityRules,
  researchers,
  timeOff,
  travel,
  verificationProofs,
} from "@/db/schema";
import { nextAvailable } from "@/lib/availability/compute-slots";
import { localDateOf, type Schedule } from "@/lib/availability/schedule";
import { localDateRange } from "@/lib/availability/zone-transitions";
import { DAY_MS } from "@/lib/platform/time";
import { researcherEmail, userId } from "./accounts";
import { parseHours, parseRanges } from "./hours";
import type { SeedResearcher, SeedUnclaimed } from "./seed-data";
import { seedId } from "./seed-id";

export type ResearcherRows = {
  researcher: typeof researchers.$inferInsert;
  rules: (typeof availabilityRules.$inferInsert)[];
  overrides: (typeof availabilityOverrides.$inferInsert)[];
  timeOff: (typeof timeOff.$inferInsert)[];
  travel: (typeof travel.$inferInsert)[];
  proofs: (typeof verificationProofs.$inferInsert)[];
};

export const researcherId = (slug: string) => seedId(`researcher:${slug}`);

/** The schedule of an invented researcher, with dates counted from the seeding day. */
export function seedSchedule(person: SeedResearcher, now: Date): Schedule {
  const { timeZone } = person;
  const today = localDateOf({ timeZone, travel: [] }, now.getTime());
  const dateIn = (days: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  return {
    timeZone,
    rules: parseHours(person.hours),
    overrides: (person.overrides ?? []).map(({ inDays, hours }) => ({
      date: dateIn(inDays),
      ranges: parseRanges(hours),
    })),
    timeOff: (person.timeOff ?? []).map(({ inDays, days }) => ({
      startsAt: localDateRange(dateIn(inDays), timeZone).from,
      endsAt: localDateRange(dateIn(inDays + days - 1), timeZone).to,
    })),
    travel: (person.travel ?? []).map(({ inDays, days, timeZone: elsewhere }) => ({
      startsOn: dateIn(inDays),
      endsOn: dateIn(inDays + days - 1),
      timeZone: elsewhere,
    })),
    busy: [],
    preferences: {
      sessionMinutes: 60,
      stepMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 1440,
      windowDays: 60,
      dailyMaximum: null,
      ...person.preferences,
    },
  };
}

/** The rows of a listed researcher, `next_available_at` included. */
export function listedRows(person: SeedResearcher, field: string, now: Date): ResearcherRows {
  const id = researcherId(person.slug);
  const email = researcherEmail(person.slug);
  const schedule = seedSchedule(person, now);
  const next = nextAvailable(schedule, now.getTime());
  const ratings = (person.reviews ?? []).map(({ rating }) => rating);
  return {
    researcher: {
      ...schedule.preferences,
      id,
      userId: userId(email),
      slug: person.slug,
      name: person.name,
      email,
      bio: person.bio,
      position: person.position,
      affiliation: person.affiliation,
      field,
      expertise: person.expertise,
      achievements: person.achievements,
      rateCents: person.rateDollars * 100,
      orcid: person.orcid,
      timeZone: person.timeZone,
      standing: "listed",
      payoutCountry: person.payoutCountry,
      requiresAcceptance: person.requiresAcceptance ?? false,
      nextAvailableAt: next === null ? null : new Date(next),
      ratingAverage: ratings.length
        ? ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length
        : null,
      ratingCount: ratings.length,
      createdAt: new Date(now.getTime() - 190 * DAY_MS),
    },
    rules: schedule.rules.map((rule) => ({ researcherId: id, ...rule })),
    overrides: schedule.overrides.map((override) => ({ researcherId: id, ...override })),
    timeOff: schedule.timeOff.map(({ startsAt, endsAt }, index) => ({
      researcherId: id,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      note: person.timeOff?.[index]?.note,
    })),
    travel: schedule.travel.map((journey) => ({ researcherId: id, ...journey })),
    proofs: proofsOf(person, id, now),
  };
}

function proofsOf(person: SeedResearcher, id: string, now: Date): ResearcherRows["proofs"] {
  const { verifiedBy: kind, affiliation, orcid } = person;
  const subject = kind === "orcid" ? orcid : affiliation;
  if (!kind || !subject) return [];
  return [{ researcherId: id, kind, subject, provedAt: new Date(now.getTime() - 180 * DAY_MS) }];
}

/** The row of somebody known from papers only. */
export function unclaimedRow(
  person: SeedUnclaimed,
  field: string,
): typeof researchers.$inferInsert {
  return { id: researcherId(person.slug), ...person, field, standing: "unclaimed" };
}
