import { eq } from "drizzle-orm";
import { avatars, researchers } from "@/db/schema";
import { requireOwner } from "@/lib/availability/change-schedule";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { avatarPath } from "@/lib/researchers/avatar-address";
import { encodeAvatar } from "./encode-avatar";

/** Puts a picture on the actor's own profile, in place of the one before. Throws as encodeAvatar does. */
export async function setAvatar(ctx: Ctx, input: { bytes: Buffer }): Promise<void> {
  const { researcherId } = requireOwner(ctx);
  const picture = await encodeAvatar(input.bytes);
  await inTransaction(ctx.db, async (tx) => {
    await tx
      .insert(avatars)
      .values({ researcherId, ...picture, createdAt: ctx.now })
      .onConflictDoUpdate({
        target: avatars.researcherId,
        set: { ...picture, createdAt: ctx.now },
      });
    await tx
      .update(researchers)
      .set({ avatarUrl: avatarPath(picture.hash, "small") })
      .where(eq(researchers.id, researcherId));
  });
}
