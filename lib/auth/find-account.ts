import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { requireUser } from "./actor";

export type Account = {
  name: string;
  email: string;
  emailVerified: boolean;
  timeZone: string;
  hasPassword: boolean;
};

/** The signed-in user's own account. */
export async function findAccount(ctx: Ctx): Promise<Account> {
  const actor = requireUser(ctx.actor);
  const [user] = await ctx.db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, actor.id));
  if (!user) throw notFound("Account");
  const { name, email, emailVerified, timeZone } = actor;
  return { name, email, emailVerified, timeZone, hasPassword: user.passwordHash !== null };
}
