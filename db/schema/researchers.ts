import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  real,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, citext, createdAt, instant, primaryId, tsvector, updatedAt } from "./columns";
import { users } from "./users";

export const researcherStanding = pgEnum("researcher_standing", ["listed", "unclaimed", "hidden"]);

export const researchers = pgTable(
  "researchers",
  {
    id: primaryId(),
    userId: uuid("user_id")
      .unique()
      .references(() => users.id, { onDelete: "set null" }),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    email: citext("email"),
    bio: text("bio"),
    position: text("position"),
    affiliation: text("affiliation"),
    /** The broad field used by the directory's filter, e.g. "Neuroscience". */
    field: text("field"),
    expertise: text("expertise").array().notNull().default(sql`'{}'::text[]`),
    achievements: text("achievements").array().notNull().default(sql`'{}'::text[]`),
    rateCents: integer("rate_cents"),
    /** Whether there is a proof that has not ended (verification_proofs). Kept by triggers. */
    verified: boolean("verified").notNull().default(false),
    avatarUrl: text("avatar_url"),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** Nobody has said what the zone is; it is taken for UTC until they do. */
    timeZoneAssumed: boolean("time_zone_assumed").notNull().default(false),
    orcid: citext("orcid").unique(),
    openalexId: text("openalex_id").unique(),
    standing: researcherStanding("standing").notNull().default("hidden"),
    /** The terms for researchers that the owner agreed to, by the date of their version. */
    termsVersion: text("terms_version"),
    termsAcceptedAt: instant("terms_accepted_at"),
    payoutCountry: char("payout_country", { length: 2 }),
    requiresAcceptance: boolean("requires_acceptance").notNull().default(false),
    sessionMinutes: smallint("session_minutes").notNull().default(60),
    stepMinutes: smallint("step_minutes").notNull().default(60),
    bufferBeforeMinutes: smallint("buffer_before_minutes").notNull().default(0),
    bufferAfterMinutes: smallint("buffer_after_minutes").notNull().default(0),
    minimumNoticeMinutes: integer("minimum_notice_minutes").notNull().default(1440),
    windowDays: smallint("window_days").notNull().default(60),
    dailyMaximum: smallint("daily_maximum"),
    nextAvailableAt: instant("next_available_at"),
    ratingAverage: real("rating_average"),
    ratingCount: integer("rating_count").notNull().default(0),
    /**
     * Name, field, expertise, affiliation and paper titles, in this order, with " | " between them: words
     * without accents and signs, in lower case. Kept by triggers.
     */
    searchText: text("search_text").notNull().default(""),
    /** What `search_text` can be found by; the migration's `lexemes_of` tells how. */
    searchLexemes: tsvector("search_lexemes")
      .notNull()
      .generatedAlwaysAs(sql`lexemes_of(search_text)`),
    /** Its owner has deleted their account: what is left is what sessions and payouts hang on. */
    removedAt: instant("removed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    // Without a list of pending entries, which each search would read through.
    index("researchers_search").using("gin", t.searchLexemes).with({ fastupdate: false }),
    index("researchers_email").on(t.email),
    index("researchers_next_available").on(t.nextAvailableAt, t.id).where(sql`standing = 'listed'`),
    index("researchers_rate").on(t.rateCents, t.id).where(sql`standing = 'listed'`),
    // All that the directory's facets count, so that they are counted from the index alone.
    index("researchers_facets")
      .on(t.field, t.rateCents, t.nextAvailableAt, t.verified, t.standing)
      .where(sql`standing = 'listed'`),
    check("researchers_rate_range", sql`${t.rateCents} between 2000 and 200000`),
    check(
      "researchers_listed_complete",
      sql`${t.standing} <> 'listed' or (${t.rateCents} is not null and ${t.userId} is not null and ${t.email} is not null)`,
    ),
    // The last word on a change that was under way when its owner's account was deleted.
    check(
      "researchers_removed_nameless",
      sql`${t.removedAt} is null or (${t.standing} = 'hidden' and ${t.name} = 'Former researcher' and ${t.slug} = 'former-' || ${t.id} and ${t.timeZone} = 'UTC' and ${t.expertise} = '{}' and ${t.achievements} = '{}' and num_nonnulls(${t.email}, ${t.bio}, ${t.position}, ${t.affiliation}, ${t.field}, ${t.avatarUrl}, ${t.orcid}, ${t.openalexId}, ${t.payoutCountry}) = 0)`,
    ),
    check("researchers_session_length", sql`${t.sessionMinutes} between 15 and 480`),
    check("researchers_step", sql`${t.stepMinutes} between 5 and 480`),
    check(
      "researchers_notice_by_request",
      sql`not ${t.requiresAcceptance} or ${t.minimumNoticeMinutes} >= 1440`,
    ),
  ],
);

/**
 * Who had their collected profile removed: SHA-256 of each thing that it could be made from again, and
 * nothing of the person besides.
 */
export const removedPeople = pgTable("removed_people", {
  identityHash: text("identity_hash").primaryKey(),
  removedAt: instant("removed_at").notNull(),
});

/** Addresses that profiles had before: they lead to the profile, and nobody else can take them (a trigger). */
export const formerSlugs = pgTable(
  "former_slugs",
  {
    slug: text("slug").primaryKey(),
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [index("former_slugs_researcher").on(t.researcherId)],
);

/** A researcher's picture, re-encoded as square WebP of 256 and 512 pixels. */
export const avatars = pgTable(
  "avatars",
  {
    researcherId: uuid("researcher_id")
      .primaryKey()
      .references(() => researchers.id, { onDelete: "cascade" }),
    /** Of the pictures' bytes: the address changes with them. */
    hash: text("hash").notNull(),
    small: bytes("small").notNull(),
    large: bytes("large").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("avatars_hash").on(t.hash)],
);

/**
 * Every word that a visible profile can be found by, for correcting a misspelled query. Words are only
 * ever added, and one may stand here twice: adding a word then waits for nobody. That a word stands
 * here says nothing about who uses it now, so a search looks for it before it tells of it.
 */
export const directoryWords = pgTable(
  "directory_words",
  {
    word: text("word").notNull(),
    /** The word itself and the word without each of its letters: what two words one slip apart share. */
    slips: text("slips").array().notNull().generatedAlwaysAs(sql`word_slips(word)`),
  },
  (t) => [
    index("directory_words_word").on(t.word),
    index("directory_words_slips").using("gin", t.slips).with({ fastupdate: false }),
    index("directory_words_like")
      .using("gin", t.word.op("gin_trgm_ops"))
      .with({ fastupdate: false }),
  ],
);
