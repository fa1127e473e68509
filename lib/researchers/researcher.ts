import { sql } from "drizzle-orm";
import { researchers } from "@/db/schema/researchers";

import { isReachedByPayouts } from "./payout-countries";

/** What a researcher's row tells, for reading. Money in integer cents; search text stays inside. */
export const researcherColumns = {
  id: researchers.id,
  userId: researchers.userId,
  slug: researchers.slug,
  name: researchers.name,
  email: researchers.email,
  bio: researchers.bio,
  position: researchers.position,
  affiliation: researchers.affiliation,
  field: researchers.field,
  expertise: researchers.expertise,
  achievements: researchers.achievements,
  rateCents: researchers.rateCents,
  verified: researchers.verified,
  avatarUrl: researchers.avatarUrl,
  timeZone: researchers.timeZone,
  orcid: researchers.orcid,
  standing: researchers.standing,
  /** Published, and where payouts reach. */
  takesBookings: sql<boolean>`(${researchers.standing} = 'listed' and ${isReachedByPayouts})`,
  requiresAcceptance: researchers.requiresAcceptance,
  sessionMinutes: researchers.sessionMinutes,
  windowDays: researchers.windowDays,
  nextAvailableAt: researchers.nextAvailableAt,
  ratingAverage: researchers.ratingAverage,
  ratingCount: researchers.ratingCount,
  createdAt: researchers.createdAt,
  updatedAt: researchers.updatedAt,
};

type Row = typeof researchers.$inferSelect;

/** A researcher as read verbs return it. The e-mail is for the API and the owner, never for a public page. */
export type Researcher = Pick<Row, Exclude<keyof typeof researcherColumns, "takesBookings">> & {
  takesBookings: boolean;
};
