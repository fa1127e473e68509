import { sql } from "drizzle-orm";
import {
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { citext, createdAt, instant, primaryId } from "./columns";
import { researchers } from "./researchers";
import { users } from "./users";

export const registrationStep = pgEnum("registration_step", ["profile", "rate", "hours"]);

/**
 * What somebody has filled in on the way to a profile, a row for each step, until the profile is made.
 * It belongs to the address, which the invitation or the account proves.
 */
export const registrationSteps = pgTable(
  "registration_steps",
  {
    email: citext("email").notNull(),
    step: registrationStep("step").notNull(),
    values: jsonb("values").notNull(),
    /** Raised by each saving: whoever saves names the one they have seen. */
    version: integer("version").notNull().default(1),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.email, t.step] }),
    index("registration_steps_saved").on(t.savedAt),
  ],
);

export const profileRequestKind = pgEnum("profile_request_kind", ["claim", "removal"]);

export const profileRequestState = pgEnum("profile_request_state", [
  "asked",
  "waiting",
  "granted",
  "done",
  "refused",
  "ended",
]);

export const profileProof = pgEnum("profile_proof", ["known_address", "institution", "admin"]);

/**
 * "This is me" and "Remove my profile", said of a collected profile. The address is forgotten when a
 * removal is done.
 */
export const profileRequests = pgTable(
  "profile_requests",
  {
    id: primaryId(),
    kind: profileRequestKind("kind").notNull(),
    state: profileRequestState("state").notNull().default("asked"),
    /** The collected profile; null once it is gone. */
    researcherId: uuid("researcher_id").references(() => researchers.id, { onDelete: "set null" }),
    email: citext("email"),
    /** The profile that whoever claims has made for themselves, where they have. */
    applicantId: uuid("applicant_id").references(() => researchers.id, { onDelete: "cascade" }),
    /** What shows that it is theirs to ask for. */
    proof: profileProof("proof"),
    /** Until when its mailed link works. */
    expiresAt: instant("expires_at").notNull(),
    decidedBy: uuid("decided_by").references(() => users.id, { onDelete: "set null" }),
    decidedAt: instant("decided_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("profile_requests_researcher").on(t.researcherId),
    index("profile_requests_applicant").on(t.applicantId),
    index("profile_requests_email").on(t.email, t.createdAt),
    index("profile_requests_waiting").on(t.createdAt).where(sql`state = 'waiting'`),
    // One mailbox, one person: it can have one profile wait for its removal, and one claim of each.
    uniqueIndex("profile_requests_one_removal")
      .on(t.email)
      .where(sql`kind = 'removal' and state = 'waiting'`),
    uniqueIndex("profile_requests_one_claim")
      .on(t.email, t.researcherId)
      .where(sql`kind = 'claim' and state in ('waiting', 'granted')`),
  ],
);
