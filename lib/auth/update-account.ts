import { eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { requireVerified } from "./actor";
import type { UpdateAccount } from "./inputs";

/** Changes the reader's name and the zone in which times are shown to them. */
export async function updateAccount(
  ctx: Ctx,
  input: z.output<typeof UpdateAccount>,
): Promise<void> {
  const actor = requireVerified(ctx.actor);
  await inTransaction(ctx.db, (tx) =>
    tx
      .update(users)
      .set({ name: input.name, timeZone: input.timeZone })
      .where(eq(users.id, actor.id)),
  );
}
