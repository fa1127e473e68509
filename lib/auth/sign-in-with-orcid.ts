import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import type { SignedInUser } from "./sign-in-with-password";

/**
 * The account that an iD was connected to, or null. ORCID tells no e-mail address, so no account is made
 * of an iD alone; one that a profile merely states opens nothing.
 */
export async function signInWithOrcid(
  { db }: Pick<Ctx, "db">,
  orcid: string,
): Promise<SignedInUser | null> {
  const [user] = await db
    .select({ id: users.id, sessionVersion: users.sessionVersion })
    .from(users)
    .where(eq(users.orcid, orcid));
  return user ?? null;
}
