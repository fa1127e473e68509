import { eq } from "drizzle-orm";
import { avatars, researchers } from "@/db/schema";
import { requireOwner } from "@/lib/availability/change-schedule";
import type { Ctx } from "@/lib/platform/context";

/** Takes the picture away; the monogram stands in its place. */
export async function removeAvatar(ctx: Ctx): Promise<void> {
  const { researcherId } = requireOwner(ctx);
  await ctx.db.transaction(async (tx) => {
    await tx.delete(avatars).where(eq(avatars.researcherId, researcherId));
    await tx.update(researchers).set({ avatarUrl: null }).where(eq(researchers.id, researcherId));
  });
}
