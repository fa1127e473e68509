import { eq } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "@/db/client";
import {
  addressClaims,
  authorRecords,
  availabilityOverrides,
  availabilityRules,
  avatars,
  calendarFeeds,
  collectionJobs,
  externalBusy,
  externalCalendars,
  formerSlugs,
  invitations,
  matchCandidates,
  paperAuthors,
  payoutAccounts,
  profileFacts,
  profileRequests,
  researchers,
  sessions,
  timeOff,
  travel,
  verificationProofs,
} from "@/db/schema";
import { FORMER_RESEARCHER } from "@/lib/auth/deleted-account";
import { endInvitations } from "@/lib/outreach/end-invitations";
import { forgetBylineIdsOf } from "@/lib/papers/forget-byline-ids";
import { moveRequests } from "@/lib/registration/requests/profile-request";
import { rememberRemoval } from "@/lib/registration/requests/remove-profile";
import { forgetWords } from "./forget-reader";

/** What belongs to a profile alone. */
const OF_THE_PROFILE: readonly (PgTable & { researcherId: PgColumn })[] = [
  availabilityRules,
  availabilityOverrides,
  timeOff,
  travel,
  calendarFeeds,
  externalCalendars,
  externalBusy,
  verificationProofs,
  addressClaims,
  avatars,
  paperAuthors,
  matchCandidates,
  authorRecords,
  profileFacts,
  payoutAccounts,
  collectionJobs,
];

/**
 * Removes a profile as its owner goes: out of every list, and never made again from what is collected.
 * Its papers stay, as they are printed. The row stays for the sessions held with it. The caller holds
 * the profile's lock.
 */
export async function forgetResearcher(tx: Tx, now: Date, researcherId: string): Promise<void> {
  const isIt = eq(researchers.id, researcherId);
  const [profile] = await tx.select().from(researchers).where(isIt);
  if (!profile) return;
  await rememberRemoval(tx, now, profile);
  await forgetBylineIdsOf(tx, researcherId);
  await endInvitations(tx, now, eq(invitations.researcherId, researcherId), "decline");
  const asked = eq(profileRequests.applicantId, researcherId);
  await moveRequests(tx, asked, "end", { decidedAt: now });
  for (const table of OF_THE_PROFILE)
    await tx.delete(table).where(eq(table.researcherId, researcherId));
  await tx
    .update(sessions)
    .set({ declineReason: null })
    .where(eq(sessions.researcherId, researcherId));
  await forgetWords(tx, "researcher", eq(sessions.researcherId, researcherId));
  await tx
    .update(researchers)
    .set({
      slug: `former-${researcherId}`,
      name: FORMER_RESEARCHER,
      email: null,
      bio: null,
      position: null,
      affiliation: null,
      field: null,
      expertise: [],
      achievements: [],
      avatarUrl: null,
      timeZone: "UTC",
      orcid: null,
      openalexId: null,
      payoutCountry: null,
      standing: "hidden",
      nextAvailableAt: null,
      removedAt: now,
    })
    .where(isIt);
  // The addresses that it had before are made of its name.
  await tx.delete(formerSlugs).where(eq(formerSlugs.researcherId, researcherId));
}
