import { and, eq } from "drizzle-orm";
import { profileRequests, researchers } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";

/** The name of the collected profile that a person is still to decide about, whether it is this researcher's. */
export async function findWaitingClaim(
  { db }: Pick<Ctx, "db">,
  researcherId: string,
): Promise<string | null> {
  const [claim] = await db
    .select({ name: researchers.name })
    .from(profileRequests)
    .innerJoin(researchers, eq(researchers.id, profileRequests.researcherId))
    .where(
      and(eq(profileRequests.applicantId, researcherId), eq(profileRequests.state, "waiting")),
    );
  return claim?.name ?? null;
}
