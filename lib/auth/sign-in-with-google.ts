import { and, eq, isNull } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { endSessions } from "./end-sessions";
import { EmailAddress, PersonName } from "./inputs";
import type { SignedInUser } from "./sign-in-with-password";

export type GoogleProfile = { email: string; emailVerified: boolean; name: string };

/**
 * The account of an address that Google vouches for, made when there is none. An account that had
 * not confirmed the address loses its password and sessions: they may be a stranger's.
 * Throws EMAIL_UNVERIFIED when Google does not vouch for the address.
 */
export async function signInWithGoogle(
  ctx: Pick<Ctx, "db" | "now">,
  profile: GoogleProfile,
): Promise<SignedInUser> {
  if (!profile.emailVerified)
    throw new DomainError("EMAIL_UNVERIFIED", "Google has not confirmed this e-mail address");
  const email = EmailAddress.parse(profile.email);
  const name = PersonName.catch(nameOf(email)).parse(profile.name);
  return inTransaction(ctx.db, async (tx) => {
    await tx
      .insert(users)
      .values({ name, email, emailVerifiedAt: ctx.now })
      .onConflictDoNothing({ target: users.email });
    const [unproven] = await tx
      .update(users)
      .set({ emailVerifiedAt: ctx.now, passwordHash: null })
      .where(and(eq(users.email, email), isNull(users.emailVerifiedAt)))
      .returning({ id: users.id });
    if (unproven) await endSessions(tx, unproven.id, ctx.now);
    const [user] = await tx
      .select({ id: users.id, sessionVersion: users.sessionVersion })
      .from(users)
      .where(eq(users.email, email));
    if (!user) throw new Error("the account vanished while it signed in");
    return user;
  });
}

/** The words before the @, without what could make a link of them. */
const nameOf = (email: string): string =>
  (email.match(/^[^@]*/)?.[0] ?? "").replace(/[^\p{L}\p{N}]+/gu, " ").trim() || "Reader";
