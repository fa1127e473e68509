import { asc, eq } from "drizzle-orm";
import {
  addressClaims,
  availabilityOverrides,
  availabilityRules,
  calendarFeeds,
  externalCalendars,
  formerSlugs,
  paperAuthors,
  papers,
  payoutAccounts,
  profileFacts,
  researchers,
  timeOff,
  travel,
  verificationProofs,
} from "@/db/schema";
import { centsToDollars } from "@/lib/platform/money";
import { MOST, type Part } from "./part";

const part = (
  name: string,
  about: string,
  read: (db: Parameters<Part["read"]>[0]["db"], researcherId: string) => Promise<unknown>,
): Part => ({
  name,
  about,
  ofResearchers: true,
  read: ({ db }, { researcherId }) => read(db, researcherId ?? ""),
});

export const profileParts: readonly Part[] = [
  part("profile", "Your profile, as you wrote it or confirmed it.", async (db, id) => {
    const [row] = await db.select().from(researchers).where(eq(researchers.id, id));
    if (!row) return null;
    const { searchText: _text, searchLexemes: _lexemes, rateCents, ...profile } = row;
    return { ...profile, rate: rateCents === null ? null : centsToDollars(rateCents) };
  }),
  part("former_addresses", "Addresses that your profile had before.", (db, id) =>
    db
      .select({ slug: formerSlugs.slug, until: formerSlugs.createdAt })
      .from(formerSlugs)
      .where(eq(formerSlugs.researcherId, id))
      .limit(MOST),
  ),
  part("papers", "Papers that are linked to your profile.", (db, id) =>
    db
      .select({ title: papers.title, doi: papers.doi, position: paperAuthors.position })
      .from(paperAuthors)
      .innerJoin(papers, eq(papers.id, paperAuthors.paperId))
      .where(eq(paperAuthors.researcherId, id))
      .orderBy(asc(papers.title))
      .limit(MOST),
  ),
  part("sources", "Which academic database said what of you.", (db, id) =>
    db
      .select({
        field: profileFacts.field,
        value: profileFacts.value,
        source: profileFacts.source,
        source_id: profileFacts.sourceId,
        fetched_at: profileFacts.fetchedAt,
      })
      .from(profileFacts)
      .where(eq(profileFacts.researcherId, id)),
  ),
  part("proofs", "What proves that the profile is yours.", (db, id) =>
    db
      .select({
        kind: verificationProofs.kind,
        subject: verificationProofs.subject,
        evidence: verificationProofs.evidence,
        proved_at: verificationProofs.provedAt,
        ended_at: verificationProofs.endedAt,
      })
      .from(verificationProofs)
      .where(eq(verificationProofs.researcherId, id))
      .limit(MOST),
  ),
  part("institution_addresses", "Addresses at an institution that you gave as a proof.", (db, id) =>
    db
      .select({
        address: addressClaims.address,
        institution: addressClaims.institution,
        created_at: addressClaims.createdAt,
        confirmed_at: addressClaims.usedAt,
      })
      .from(addressClaims)
      .where(eq(addressClaims.researcherId, id))
      .limit(MOST),
  ),
  part(
    "hours",
    "Your weekly hours, days with other hours, time off and travel.",
    async (db, id) => ({
      week: await db
        .select({
          weekday: availabilityRules.weekday,
          start_minute: availabilityRules.startMinute,
          end_minute: availabilityRules.endMinute,
        })
        .from(availabilityRules)
        .where(eq(availabilityRules.researcherId, id))
        .orderBy(asc(availabilityRules.weekday), asc(availabilityRules.startMinute)),
      days: await db
        .select({ date: availabilityOverrides.date, hours: availabilityOverrides.ranges })
        .from(availabilityOverrides)
        .where(eq(availabilityOverrides.researcherId, id))
        .limit(MOST),
      time_off: await db
        .select({ start_time: timeOff.startsAt, end_time: timeOff.endsAt, note: timeOff.note })
        .from(timeOff)
        .where(eq(timeOff.researcherId, id))
        .limit(MOST),
      travel: await db
        .select({
          start_date: travel.startsOn,
          end_date: travel.endsOn,
          time_zone: travel.timeZone,
        })
        .from(travel)
        .where(eq(travel.researcherId, id))
        .limit(MOST),
    }),
  ),
  part(
    "calendars",
    "Whether your bookings have a feed, and the calendar elsewhere whose busy times block. Their addresses open them, and are not in this file.",
    async (db, id) => ({
      feed: await db
        .select({ created_at: calendarFeeds.createdAt })
        .from(calendarFeeds)
        .where(eq(calendarFeeds.researcherId, id)),
      elsewhere: (
        await db.select().from(externalCalendars).where(eq(externalCalendars.researcherId, id))
      ).map(({ url, readAt, createdAt }) => ({
        host: new URL(url).host,
        read_at: readAt,
        created_at: createdAt,
      })),
    }),
  ),
  part("payout_account", "Your account at Stripe, as we last saw it.", async (db, id) => {
    const [account] = await db
      .select({
        stripe_account: payoutAccounts.accountId,
        country: payoutAccounts.country,
        details_submitted: payoutAccounts.detailsSubmitted,
        payouts_enabled: payoutAccounts.payoutsEnabled,
        seen_at: payoutAccounts.seenAt,
        created_at: payoutAccounts.createdAt,
      })
      .from(payoutAccounts)
      .where(eq(payoutAccounts.researcherId, id));
    return account ?? null;
  }),
];
