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
  /** The iD that opens the account too. */
  orcid: string | null;
};

/** The signed-in user's own account. */
export async function findAccount(ctx: Ctx): Promise<Account> {
  const actor = requireUser(ctx.actor);
  const [user] = await ctx.db
    .select({ passwordHash: users.passwordHash, orcid: users.orcid })
    .from(users)
    .where(eq(users.id, actor.id));
  if (!user) throw notFound("Account");
  const { name, email, emailVerified, timeZone } = actor;
  const hasPassword = user.passwordHash !== null;
  return { name, email, emailVerified, timeZone, hasPassword, orcid: user.orcid };
}
