import { sql } from "drizzle-orm";
import { index, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { citext, createdAt, instant, primaryId } from "./columns";
import { researchers } from "./researchers";

export const proofKind = pgEnum("proof_kind", ["institution_email", "orcid"]);

/** How a proof was made. For its owner and the operator; only kind, subject and day are shown to readers. */
export type ProofEvidence = {
  address?: string;
  domain?: string;
  ror_id?: string;
  /** The iD stood on this paper's byline, or with the profile already. */
  basis?: "byline" | "profile";
  paper_id?: string;
};

/**
 * What was proved of a researcher. `researchers.verified` follows from the proofs that have not ended, and
 * a proof ends with what it rests on: both by triggers, whoever makes the change.
 */
export const verificationProofs = pgTable(
  "verification_proofs",
  {
    id: primaryId(),
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id, { onDelete: "cascade" }),
    kind: proofKind("kind").notNull(),
    /** The institution's name, or the ORCID iD. */
    subject: text("subject").notNull(),
    evidence: jsonb("evidence").$type<ProofEvidence>().notNull().default({}),
    provedAt: instant("proved_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("verification_proofs_live").on(t.researcherId, t.kind).where(sql`ended_at is null`),
    // A mailbox that several people read would otherwise prove all of them.
    uniqueIndex("verification_proofs_address")
      .on(sql`lower(${t.evidence} ->> 'address')`)
      .where(sql`ended_at is null`),
  ],
);

/** Addresses at an institution that wait for the click on a mailed link; only a hash of its secret is kept. */
export const addressClaims = pgTable(
  "address_claims",
  {
    id: primaryId(),
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id, { onDelete: "cascade" }),
    address: citext("address").notNull(),
    domain: text("domain").notNull(),
    rorId: text("ror_id").notNull(),
    institution: text("institution").notNull(),
    /** The profile's affiliation when the link was asked for: another one needs another link. */
    affiliation: text("affiliation").notNull(),
    secretHash: text("secret_hash").notNull().unique(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("address_claims_researcher").on(t.researcherId, t.createdAt),
    index("address_claims_address").on(t.address, t.createdAt),
  ],
);
