import { z } from "zod";
import { requireVerified } from "@/lib/auth/actor";
import { findPaper } from "@/lib/papers/find-paper";
import type { Paper } from "@/lib/papers/paper";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { getResearcher } from "@/lib/researchers/get-researcher";
import type { Researcher } from "@/lib/researchers/researcher";
import { type Allowance, readAllowance } from "./allowance";
import { readStanding, type Standing } from "./invitable";
import { findEarlier } from "./request-outreach";
import { resolveTarget } from "./resolve-target";

export type OutreachPreview = {
  paper: Paper;
  /** Null where the reader only knows an address. */
  researcher: Researcher | null;
  /** Whether the reader has to supply one. */
  needsAddress: boolean;
  /** How the known address stands; null where the reader supplies one. */
  standing: Standing | null;
  hasAsked: boolean;
  allowance: Allowance;
};

const Subject = z.object({ researcherId: z.guid().optional(), paperId: z.guid() });

/**
 * What a reader should know before they ask for somebody: better told at once than refused later. Throws
 * as `requestOutreach` does for a paper or a profile that cannot be asked for.
 */
export async function previewOutreach(
  ctx: Ctx,
  input: { researcherId: string | undefined; paperId: string },
): Promise<OutreachPreview> {
  const reader = requireVerified(ctx.actor);
  const subject = Subject.safeParse(input);
  if (!subject.success) throw notFound("Paper");
  const { researcherId, paperId } = subject.data;
  const paper = await findPaper(ctx, paperId);
  if (!paper) throw notFound("Paper");
  const researcher = researcherId ? await getResearcher(ctx, researcherId) : null;
  const { email } = researcher
    ? await resolveTarget(ctx.db, reader, { researcherId, email: undefined, paperId })
    : { email: null };
  const standing = email ? await readStanding(ctx.db, email, ctx.now) : null;
  const isDead = standing?.kind === "closed" && standing.reason === "unreachable";
  return {
    paper,
    researcher,
    needsAddress: email === null || isDead,
    standing: isDead ? null : standing,
    hasAsked: email !== null && (await findEarlier(ctx.db, reader, email, paperId)) !== undefined,
    allowance: await readAllowance(ctx.db, reader.id, ctx.now),
  };
}
