import { eq } from "drizzle-orm";
import { outbox, users } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Actor, Ctx } from "@/lib/platform/context";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { createMailToken } from "./create-mail-token";
import type { MailPurpose } from "./mail-requested";
import { hashPassword } from "./password-hash";

export const NOW = new Date("2026-03-02T10:00:00Z");
export const PASSWORD = "correct horse battery";

/** A database with the settings around it, also for what opens the process's own pool. */
export async function accountsDatabase(): Promise<TestDatabase> {
  Object.assign(process.env, SETTINGS);
  const database = await testDatabase();
  globalThis.colloquyDatabase = database.db;
  return database;
}

export const contextOf = (
  { db }: TestDatabase,
  actor: Actor = { kind: "nobody" },
  now: Date = NOW,
): Ctx => ({ db, actor, now });

export type TestUser = typeof users.$inferSelect;

/** An account with the password above, confirmed unless told otherwise. */
export async function makeUser(
  { db }: TestDatabase,
  values: Partial<typeof users.$inferInsert> = {},
): Promise<TestUser> {
  const [user] = await db
    .insert(users)
    .values({
      name: "Ada Byron",
      email: `${crypto.randomUUID()}@readers.example`,
      passwordHash: await hashPassword(PASSWORD),
      emailVerifiedAt: NOW,
      ...values,
    })
    .returning();
  if (!user) throw new Error("no user");
  return user;
}

export const actorOf = (user: TestUser): Actor => ({
  kind: "user",
  id: user.id,
  name: user.name,
  email: user.email,
  emailVerified: user.emailVerifiedAt !== null,
  isAdmin: user.isAdmin,
  timeZone: user.timeZone,
  researcherId: null,
});

export async function reload({ db }: TestDatabase, id: string): Promise<TestUser> {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  if (!user) throw new Error("no user");
  return user;
}

/** The secret in a freshly mailed link. */
export async function mailedToken(
  database: TestDatabase,
  userId: string,
  purpose: MailPurpose,
  now: Date = NOW,
): Promise<string> {
  const made = await createMailToken(contextOf(database, undefined, now), {
    userId,
    purpose,
    key: crypto.randomUUID(),
  });
  if (!made) throw new Error("the link was held back");
  return new URL(made.link).searchParams.get("token") ?? "";
}

/** The mails asked for a user, oldest first. */
export async function requestedMails({ db }: TestDatabase, userId: string) {
  const rows = await db.select().from(outbox).orderBy(outbox.createdAt);
  return rows
    .filter((row) => row.name === "auth/mail-requested" && row.data.userId === userId)
    .map((row) => ({ purpose: row.data.purpose, returnTo: row.data.returnTo }));
}
