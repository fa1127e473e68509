import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { users } from "@/db/schema";
import { endSessions } from "@/lib/auth/end-sessions";
import type { SignedInUser } from "@/lib/auth/sign-in-with-password";

export type RegistrantAccount = SignedInUser & {
  name: string;
  email: string;
  timeZone: string;
  /** Nobody was in it before: whoever proves the address now may choose its password and go in. */
  isNew: boolean;
};

type NewAccount = {
  email: string;
  name: string;
  timeZone: string | null;
  passwordHash: string | null;
};

/**
 * The account of an address that its owner has just proven by a mailed token, made when there is none,
 * and locked until the transaction ends. An account that had not confirmed the address loses its
 * password and sessions: they may be a stranger's. One that is in use keeps its password and zone.
 */
export async function findOrMakeAccount(
  tx: Tx,
  now: Date,
  { email, name, timeZone, passwordHash }: NewAccount,
): Promise<RegistrantAccount> {
  const [made] = await tx
    .insert(users)
    .values({ email, name, timeZone: timeZone ?? "UTC", passwordHash, emailVerifiedAt: now })
    .onConflictDoNothing({ target: users.email })
    .returning(columns);
  if (made) return { ...made, isNew: true };
  const [found] = await tx
    .select({ ...columns, verifiedAt: users.emailVerifiedAt })
    .from(users)
    .where(eq(users.email, email))
    .for("update");
  if (!found) throw new Error("the account vanished while its owner registered");
  const { verifiedAt, ...account } = found;
  if (verifiedAt) return { ...account, isNew: false };
  await tx
    .update(users)
    .set({ emailVerifiedAt: now, passwordHash })
    .where(eq(users.id, account.id));
  return { ...account, sessionVersion: await endSessions(tx, account.id, now), isNew: true };
}

/** The account of whoever is signed in, locked until the transaction ends. */
export async function lockAccount(tx: Tx, userId: string): Promise<RegistrantAccount> {
  const [account] = await tx.select(columns).from(users).where(eq(users.id, userId)).for("update");
  if (!account) throw new Error("the account vanished while its owner registered");
  return { ...account, isNew: false };
}

const columns = {
  id: users.id,
  sessionVersion: users.sessionVersion,
  name: users.name,
  email: users.email,
  timeZone: users.timeZone,
};
