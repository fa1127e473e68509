import { sql } from "drizzle-orm";
import {
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, instant, primaryId, updatedAt } from "./columns";
import { researchers } from "./researchers";
import { users } from "./users";

export const collectionKind = pgEnum("collection_kind", ["researcher", "institution"]);
export const collectionState = pgEnum("collection_state", ["waiting", "running", "done", "failed"]);
export const collectionSource = pgEnum("collection_source", [
  "openalex",
  "crossref",
  "semantic_scholar",
  "orcid",
  "ror",
]);
export const collectionSourceState = pgEnum("collection_source_state", [
  "waiting",
  "running",
  "done",
  "skipped",
  "failed",
]);
export const recordOutcome = pgEnum("record_outcome", [
  "created",
  "linked",
  "undecided",
  "removed",
]);
export const candidateState = pgEnum("candidate_state", ["proposed", "confirmed", "rejected"]);

/** What a job was asked for, as the request said it. */
export type CollectionInput = {
  name?: string;
  affiliation?: string;
  paperTitle?: string;
  position?: string;
  email?: string;
  institution?: string;
  limit?: number;
};

/** One request to collect a person, or the people of an institution. */
export const collectionJobs = pgTable(
  "collection_jobs",
  {
    id: primaryId(),
    kind: collectionKind("kind").notNull(),
    state: collectionState("state").notNull().default("waiting"),
    /** Tells equal requests: only one of them is under way at a time. */
    key: text("key").notNull(),
    input: jsonb("input").$type<CollectionInput>().notNull(),
    /** The profile a person's facts go to. Named before it is there, so that the answer can tell it. */
    researcherId: uuid("researcher_id"),
    /** The organization that ROR takes the affiliation for. */
    organization: jsonb("organization").$type<{
      rorId: string;
      name: string;
      otherNames: string[];
    }>(),
    requestedBy: uuid("requested_by").references(() => users.id, { onDelete: "set null" }),
    /** Raised each time that it is run again. */
    run: smallint("run").notNull().default(1),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("collection_jobs_under_way").on(t.key).where(sql`state in ('waiting', 'running')`),
    index("collection_jobs_key").on(t.key, t.createdAt),
    index("collection_jobs_latest").on(t.createdAt, t.id),
  ],
);

/** How far a job is with one source. */
export const collectionSources = pgTable(
  "collection_sources",
  {
    jobId: uuid("job_id")
      .notNull()
      .references(() => collectionJobs.id, { onDelete: "cascade" }),
    source: collectionSource("source").notNull(),
    state: collectionSourceState("state").notNull().default("waiting"),
    /** Records taken so far. */
    found: integer("found").notNull().default(0),
    /** Of how many, once known. */
    total: integer("total"),
    /** Where the next page begins. */
    cursor: text("cursor"),
    /** Why it failed, was left out, or waits. */
    note: text("note"),
    retryAt: instant("retry_at"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.source] })],
);

/** What one source says of one person, as last read. */
export type RecordedAuthor = {
  name: string;
  otherNames: string[];
  orcid: string | null;
  openalexId: string | null;
  semanticScholarId: string | null;
  institutions: { name: string; rorId: string | null }[];
  topics: string[];
  worksCount: number | null;
  citationCount: number | null;
  homepage: string | null;
  /** The papers by which it was found, with the place among their authors, from 1. */
  authorships: { doi: string; place: number }[];
};

export const authorRecords = pgTable(
  "author_records",
  {
    id: primaryId(),
    source: collectionSource("source").notNull(),
    sourceId: text("source_id").notNull(),
    author: jsonb("author").$type<RecordedAuthor>().notNull(),
    fetchedAt: instant("fetched_at").notNull(),
    /** Shared by the records that were found to be of one person, with a profile or still without. */
    personId: uuid("person_id").notNull().defaultRandom(),
    /** The profile it was found to describe; it goes with that profile. */
    researcherId: uuid("researcher_id").references(() => researchers.id, { onDelete: "cascade" }),
    linkedAt: instant("linked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("author_records_origin").on(t.source, t.sourceId),
    index("author_records_researcher").on(t.researcherId),
    index("author_records_person").on(t.personId),
  ],
);

/** Which records a job read, and what became of each. */
export const collectionRecords = pgTable(
  "collection_records",
  {
    jobId: uuid("job_id")
      .notNull()
      .references(() => collectionJobs.id, { onDelete: "cascade" }),
    recordId: uuid("record_id")
      .notNull()
      .references(() => authorRecords.id, { onDelete: "cascade" }),
    outcome: recordOutcome("outcome"),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.recordId] }),
    index("collection_records_record").on(t.recordId),
  ],
);

/** A fact that speaks for, or against, two descriptions being of one person. */
export type MatchEvidence = { kind: string; detail: string; speaks: "for" | "against" };

/** A record and a profile that may be of one person. Decided once, for good. */
export const matchCandidates = pgTable(
  "match_candidates",
  {
    id: primaryId(),
    recordId: uuid("record_id")
      .notNull()
      .references(() => authorRecords.id, { onDelete: "cascade" }),
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id, { onDelete: "cascade" }),
    jobId: uuid("job_id").references(() => collectionJobs.id, { onDelete: "set null" }),
    evidence: jsonb("evidence").$type<MatchEvidence[]>().notNull(),
    state: candidateState("state").notNull().default("proposed"),
    decidedBy: uuid("decided_by").references(() => users.id, { onDelete: "set null" }),
    decidedAt: instant("decided_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("match_candidates_pair").on(t.recordId, t.researcherId),
    index("match_candidates_researcher").on(t.researcherId),
    index("match_candidates_open").on(t.createdAt, t.id).where(sql`state = 'proposed'`),
  ],
);

/**
 * Where a profile's field comes from, and what was written there. A field that says something else
 * by now was written by a person.
 */
export const profileFacts = pgTable(
  "profile_facts",
  {
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id, { onDelete: "cascade" }),
    field: text("field").notNull(),
    value: jsonb("value").$type<string | string[]>().notNull(),
    /** A scholarly source, or "request" for what the request itself said. */
    source: text("source").notNull(),
    sourceId: text("source_id").notNull(),
    fetchedAt: instant("fetched_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.researcherId, t.field] })],
);
