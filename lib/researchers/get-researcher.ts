import { eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import { researchers } from "@/db/schema/researchers";
import { type AuthoredPaper, listPapersOf } from "@/lib/papers/list-papers-of";
import type { Actor, Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { type Researcher, researcherColumns } from "./researcher";
import { type WeeklyHours, weeklyHoursOf } from "./weekly-hours";

/** A researcher with papers, newest first, and the usual week. */
export type ResearcherProfile = Researcher & {
  papers: AuthoredPaper[];
  weeklyHours: WeeklyHours;
};

/** One researcher by id. Throws NOT_FOUND for an unknown id, and for a hidden profile to all but its owner and admins. */
export async function getResearcher(ctx: Ctx, id: string): Promise<ResearcherProfile> {
  const profile = z.guid().safeParse(id).success
    ? await readProfile(ctx, eq(researchers.id, id))
    : null;
  if (!profile) throw notFound("Researcher");
  return profile;
}

/** One researcher by the slug of the profile's address, or null where getResearcher would throw. */
export async function findResearcherBySlug(
  ctx: Ctx,
  slug: string,
): Promise<ResearcherProfile | null> {
  return slug.includes("\0") ? null : readProfile(ctx, eq(researchers.slug, slug));
}

async function readProfile(ctx: Ctx, which: SQL): Promise<ResearcherProfile | null> {
  const [researcher] = await ctx.db.select(researcherColumns).from(researchers).where(which);
  if (!researcher || !mayRead(ctx.actor, researcher)) return null;
  const [papers, weeks] = await Promise.all([
    listPapersOf(ctx, researcher.id),
    weeklyHoursOf(ctx, [researcher.id]),
  ]);
  return { ...researcher, papers, weeklyHours: weeks.get(researcher.id) ?? {} };
}

function mayRead(actor: Actor, researcher: Researcher): boolean {
  if (researcher.standing !== "hidden" || actor.kind === "system") return true;
  return actor.kind === "user" && (actor.isAdmin || actor.researcherId === researcher.id);
}
