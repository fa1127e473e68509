import { eq } from "drizzle-orm";
import type { z } from "zod";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { givePointsBack, takePoint } from "@/lib/platform/rate-limit/take-points";
import type { SignInWithPassword } from "./inputs";
import { verifyPassword } from "./password-hash";

/** What a new session needs to know of its user. */
export type SignedInUser = { id: string; sessionVersion: number };

/**
 * Checks address and password. Throws INVALID_CREDENTIALS, in the same time and words for either, and
 * RATE_LIMITED after many wrong passwords for one address, whether or not it has an account.
 */
export async function signInWithPassword(
  { db }: Pick<Ctx, "db">,
  input: z.output<typeof SignInWithPassword>,
): Promise<SignedInUser> {
  // Counted before the password is looked at: of a thousand guesses at once, each sees those before it.
  await takePoint(db, "password", input.email.toLowerCase());
  const [user] = await db
    .select({
      id: users.id,
      sessionVersion: users.sessionVersion,
      passwordHash: users.passwordHash,
    })
    .from(users)
    .where(eq(users.email, input.email));
  const valid = await verifyPassword(user?.passwordHash ?? null, input.password);
  if (!user || !valid)
    throw new DomainError("INVALID_CREDENTIALS", "The e-mail address or the password is not right");
  await givePointsBack(db, "password", input.email.toLowerCase());
  return { id: user.id, sessionVersion: user.sessionVersion };
}
