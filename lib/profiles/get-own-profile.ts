import { eq } from "drizzle-orm";
import { researchers } from "@/db/schema";
import { requireOwner } from "@/lib/availability/change-schedule";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { getResearcher, type ResearcherProfile } from "@/lib/researchers/get-researcher";
import { type Needed, whatIsMissing } from "./what-is-missing";

/** The profile as its owner has it: with what only they see of it. */
export type OwnProfile = ResearcherProfile & {
  payoutCountry: string | null;
  /** Nobody has said which zone the hours are in; UTC is taken for it. */
  timeZoneAssumed: boolean;
  /** What must be there before it can be published. */
  missing: Needed[];
};

export async function getOwnProfile(ctx: Ctx): Promise<OwnProfile> {
  const { researcherId } = requireOwner(ctx);
  const profile = await getResearcher(ctx, researcherId);
  const [own] = await ctx.db
    .select({
      payoutCountry: researchers.payoutCountry,
      timeZoneAssumed: researchers.timeZoneAssumed,
    })
    .from(researchers)
    .where(eq(researchers.id, researcherId));
  if (!own) throw notFound("Profile");
  return {
    ...profile,
    ...own,
    missing: await whatIsMissing(ctx.db, { ...profile, ...own }, ctx.now),
  };
}
