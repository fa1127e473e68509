import {
  invitations,
  outreachRequests,
  paperAuthors,
  papers,
  researchers,
  users,
} from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { accountsDatabase, actorOf, contextOf, type TestUser } from "@/lib/auth/accounts.fixture";
import type { Ctx } from "@/lib/platform/context";
import { hashAddress } from "./address-hash";
import { addDays, INVITATION_DAYS, type Invitation, QUIET_DAYS } from "./invitation";

/** A Monday. */
export const NOW = new Date("2026-03-02T10:00:00Z");

export type OutreachWorld = Awaited<ReturnType<typeof outreachWorld>>;

/** A database with people, papers and invitations of a test's own making. */
export async function outreachWorld(given?: TestDatabase) {
  const database = given ?? (await accountsDatabase());
  const { db } = database;

  async function paper(title = "Sleep and memory in zebrafish", authorIds: string[] = []) {
    const values = { title, authorNames: ["Ines Duarte", "Amara Okafor"], year: 2024 };
    const [row] = await db.insert(papers).values(values).returning();
    if (!row) throw new Error("no paper");
    for (const [at, researcherId] of authorIds.entries())
      await db.insert(paperAuthors).values({ paperId: row.id, researcherId, position: at + 1 });
    return row;
  }

  async function unclaimed(values: Partial<typeof researchers.$inferInsert> = {}) {
    const slug = `r-${crypto.randomUUID()}`;
    const [row] = await db
      .insert(researchers)
      .values({ slug, name: "Ines Duarte", standing: "unclaimed", ...values })
      .returning();
    if (!row) throw new Error("no researcher");
    return row;
  }

  /** An account without a password, whose hash would take longer than all the rest. */
  async function user(values: Partial<typeof users.$inferInsert> = {}): Promise<TestUser> {
    const email = `${crypto.randomUUID()}@readers.example`;
    const [row] = await db
      .insert(users)
      .values({ name: "Ada Byron", email, emailVerifiedAt: NOW, ...values })
      .returning();
    if (!row) throw new Error("no user");
    return row;
  }

  const reader = async (values: Parameters<typeof user>[0] = {}, now = NOW): Promise<Ctx> =>
    contextOf(database, actorOf(await user(values)), now);

  /** An open invitation with one request. */
  async function invited(values: Partial<typeof invitations.$inferInsert> = {}) {
    const email = `${crypto.randomUUID()}@university.example`;
    const [invitation] = await db
      .insert(invitations)
      .values({
        email,
        addressHash: hashAddress(values.email ?? email),
        createdAt: NOW,
        expiresAt: addDays(NOW, INVITATION_DAYS),
        quietUntil: addDays(NOW, QUIET_DAYS),
        ...values,
      })
      .returning();
    if (!invitation) throw new Error("no invitation");
    const request = await asked(invitation);
    return { invitation, request };
  }

  async function asked(invitation: Invitation, values: { note?: string } = {}) {
    const { id: userId } = await user();
    const { id: paperId } = await paper();
    const { id: invitationId, email, researcherId } = invitation;
    const [request] = await db
      .insert(outreachRequests)
      .values({
        userId,
        paperId,
        invitationId,
        email,
        researcherId,
        addressSource: "reader",
        createdAt: NOW,
        ...values,
      })
      .returning();
    if (!request) throw new Error("no request");
    return request;
  }

  return {
    database,
    db,
    sql: database.sql,
    paper,
    unclaimed,
    user,
    reader,
    invited,
    asked,
    system: (now = NOW): Ctx => ({ db, actor: { kind: "system" }, now }),
    close: () => database.close(),
  };
}
