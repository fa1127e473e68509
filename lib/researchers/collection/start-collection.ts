import { and, desc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  type CollectionInput,
  collectionJobs,
  type collectionKind,
  collectionSources,
} from "@/db/schema/collection";
import { requireAdmin, requireVerified } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import type { Actor, Ctx, UserActor } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { inTransaction } from "@/lib/platform/transaction";
import { type CollectInstitution, type CollectResearcher, keyOf } from "./collection-input";
import type { CollectionJob } from "./jobs/find-job";

type Kind = (typeof collectionKind.enumValues)[number];

/** What each kind of job asks. */
export const sourcesOf = {
  researcher: ["openalex", "crossref", "semantic_scholar", "orcid", "ror"],
  institution: ["ror", "openalex"],
} as const satisfies Record<Kind, readonly string[]>;

/** Who may have an author collected: researchers and administrators. */
export function requireCollector(actor: Actor): UserActor {
  const user = requireVerified(actor);
  if (!user.isAdmin && user.researcherId === null)
    throw new DomainError("FORBIDDEN", "Only researchers and administrators can do this");
  return user;
}

/**
 * Begins to collect what the sources know of an author; a request for the same that is under way is
 * joined. Researchers and administrators only. The job names the profile that the facts will go to.
 */
export async function collectResearcher(
  ctx: Ctx,
  input: Omit<CollectResearcher, "run_in_background">,
): Promise<CollectionJob> {
  return startOrJoin(ctx, requireCollector(ctx.actor), "researcher", {
    name: input.name,
    affiliation: input.affiliation,
    paperTitle: input.paper_title,
    ...(input.position && { position: input.position }),
    ...(input.email && { email: input.email }),
  });
}

/** Begins to collect up to `limit` people of an institution, or joins the job that does. Administrators only. */
export async function collectInstitution(
  ctx: Ctx,
  { institution, position, limit }: CollectInstitution,
): Promise<CollectionJob> {
  const user = requireAdmin(ctx.actor);
  return startOrJoin(ctx, user, "institution", {
    institution,
    limit,
    ...(position && { position }),
  });
}

async function startOrJoin(ctx: Ctx, user: UserActor, kind: Kind, input: CollectionInput) {
  const key = keyOf(kind, input);
  return inTransaction(ctx.db, async (tx) => {
    const researcherId = kind === "researcher" ? await profileNamedBefore(tx, key) : null;
    const [started] = await tx
      .insert(collectionJobs)
      .values({ kind, key, input, researcherId, requestedBy: user.id, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning();
    const job = started ?? (await jobUnderWay(tx, key));
    if (user.isAdmin) {
      const act = { act: "collection_started", subject: "collection", id: job.id } as const;
      await recordAct(tx, ctx, { ...act, details: { kind, joined: !started } });
    }
    if (!started) return job;
    await tx
      .insert(collectionSources)
      .values(sourcesOf[kind].map((source) => ({ jobId: started.id, source })));
    await emit(tx, `collection/${kind}-requested`, { jobId: started.id, run: started.run });
    return started;
  });
}

/** Asked for again, a person keeps the profile that was named the first time. */
async function profileNamedBefore(tx: Tx, key: string): Promise<string> {
  const [before] = await tx
    .select({ researcherId: collectionJobs.researcherId })
    .from(collectionJobs)
    .where(eq(collectionJobs.key, key))
    .orderBy(desc(collectionJobs.createdAt))
    .limit(1);
  return before?.researcherId ?? crypto.randomUUID();
}

async function jobUnderWay(tx: Tx, key: string): Promise<CollectionJob> {
  const [job] = await tx
    .select()
    .from(collectionJobs)
    .where(and(eq(collectionJobs.key, key), inArray(collectionJobs.state, ["waiting", "running"])));
  // It may have ended in between: then asking again starts another.
  if (!job) throw new DomainError("BUSY", "The same collection has just ended: try again");
  return job;
}
