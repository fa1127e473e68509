import { asc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { profileRequests, researchers } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import { type AuthoredPaper, listPapersOf } from "@/lib/papers/list-papers-of";
import type { Ctx } from "@/lib/platform/context";
import type { RequestKind } from "./profile-request";

export type WaitingRequest = {
  id: string;
  kind: RequestKind;
  email: string | null;
  createdAt: Date;
  profile: { name: string; slug: string; affiliation: string | null; orcid: string | null };
  papers: AuthoredPaper[];
  /** What whoever claims has made for themselves, where they have. */
  applicant: { name: string; slug: string; affiliation: string | null } | null;
};

/** What an administrator has to decide, oldest first. */
export async function listWaitingRequests(ctx: Ctx): Promise<WaitingRequest[]> {
  requireAdmin(ctx.actor);
  const applicants = alias(researchers, "applicants");
  const rows = await ctx.db
    .select({
      id: profileRequests.id,
      kind: profileRequests.kind,
      email: profileRequests.email,
      createdAt: profileRequests.createdAt,
      researcherId: researchers.id,
      profile: {
        name: researchers.name,
        slug: researchers.slug,
        affiliation: researchers.affiliation,
        orcid: researchers.orcid,
      },
      applicant: {
        name: applicants.name,
        slug: applicants.slug,
        affiliation: applicants.affiliation,
      },
    })
    .from(profileRequests)
    .innerJoin(researchers, eq(researchers.id, profileRequests.researcherId))
    .leftJoin(applicants, eq(applicants.id, profileRequests.applicantId))
    .where(eq(profileRequests.state, "waiting"))
    .orderBy(asc(profileRequests.createdAt), asc(profileRequests.id))
    .limit(100);
  return Promise.all(
    rows.map(async ({ researcherId, ...row }) => ({
      ...row,
      papers: (await listPapersOf(ctx, researcherId)).slice(0, 5),
    })),
  );
}
