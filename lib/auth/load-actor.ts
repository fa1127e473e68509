import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { apiGrants, researchers, users } from "@/db/schema";
import type { UserActor } from "@/lib/platform/context";
import { addMinutes } from "@/lib/platform/time";

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
  const [row] = await queriesOf(db).bySession.execute(claims);
  return row ? actorOf(row) : null;
}

/** The same for an access token, which names the grant it was issued under. */
export async function loadGrantActor(
  db: Database,
  claims: SessionClaims & { grantId: string },
  now: Date,
): Promise<UserActor | null> {
  const [row] = await queriesOf(db).byGrant.execute({ ...claims, now: now.toISOString() });
  if (!row) return null;
  const { lastUsedAt, ...user } = row;
  if (!lastUsedAt || addMinutes(lastUsedAt, 1) < now) await noteUse(db, claims.grantId, now);
  return actorOf(user);
}

/** Once a minute is enough to know by. */
async function noteUse(db: Database, grantId: string, now: Date): Promise<void> {
  await db.update(apiGrants).set({ lastUsedAt: now }).where(eq(apiGrants.id, grantId));
}

const queries = new WeakMap<Database, ReturnType<typeof writeQueries>>();

/** Written once for each pool: these run for every request. */
function queriesOf(db: Database) {
  const known = queries.get(db) ?? writeQueries(db);
  queries.set(db, known);
  return known;
}

function writeQueries(db: Database) {
  const { placeholder } = sql;
  const current = and(
    eq(users.id, placeholder("userId")),
    eq(users.sessionVersion, placeholder("sessionVersion")),
  );
  const grant = and(eq(apiGrants.id, placeholder("grantId")), eq(apiGrants.userId, users.id));
  const open = and(isNull(apiGrants.revokedAt), gt(apiGrants.expiresAt, placeholder("now")));
  const profile = eq(researchers.userId, users.id);
  return {
    bySession: db
      .select(columns)
      .from(users)
      .leftJoin(researchers, profile)
      .where(current)
      .prepare("session_actor"),
    byGrant: db
      .select({ ...columns, lastUsedAt: apiGrants.lastUsedAt })
      .from(users)
      .leftJoin(researchers, profile)
      .innerJoin(apiGrants, grant)
      .where(and(current, open))
      .prepare("grant_actor"),
  };
}

function actorOf({
  emailVerifiedAt,
  ...row
}: Omit<UserActor, "kind" | "emailVerified"> & { emailVerifiedAt: Date | null }): UserActor {
  return { kind: "user", ...row, emailVerified: emailVerifiedAt !== null };
}
