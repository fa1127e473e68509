import { and, eq, gt, isNull, type SQL } from "drizzle-orm";
import type { Database } from "@/db/client";
import { apiGrants, researchers, users } from "@/db/schema";
import type { UserActor } from "@/lib/platform/context";

export type SessionClaims = { userId: string; sessionVersion: number };

const columns = {
  id: users.id,
  name: users.name,
  email: users.email,
  emailVerifiedAt: users.emailVerifiedAt,
  isAdmin: users.isAdmin,
  timeZone: users.timeZone,
  researcherId: researchers.id,
};

/** The user of a browser session, in one query; null once the session was ended elsewhere. */
export async function loadSessionActor(
  db: Database,
  claims: SessionClaims,
): Promise<UserActor | null> {
  const [row] = await db
    .select(columns)
    .from(users)
    .leftJoin(researchers, eq(researchers.userId, users.id))
    .where(current(claims));
  return row ? actorOf(row) : null;
}

/** The same for an access token, which names the grant it was issued under. */
export async function loadGrantActor(
  db: Database,
  claims: SessionClaims & { grantId: string },
  now: Date,
): Promise<UserActor | null> {
  const [row] = await db
    .select(columns)
    .from(users)
    .innerJoin(apiGrants, and(eq(apiGrants.id, claims.grantId), eq(apiGrants.userId, users.id)))
    .leftJoin(researchers, eq(researchers.userId, users.id))
    .where(and(current(claims), isNull(apiGrants.revokedAt), gt(apiGrants.expiresAt, now)));
  return row ? actorOf(row) : null;
}

const current = (claims: SessionClaims): SQL | undefined =>
  and(eq(users.id, claims.userId), eq(users.sessionVersion, claims.sessionVersion));

function actorOf({
  emailVerifiedAt,
  ...row
}: Omit<UserActor, "kind" | "emailVerified"> & { emailVerifiedAt: Date | null }): UserActor {
  return { kind: "user", ...row, emailVerified: emailVerifiedAt !== null };
}
