import { availabilityRules, payments, researchers, sessions, users } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import {
  accountsDatabase,
  actorOf,
  contextOf,
  makeUser,
  type TestUser,
} from "@/lib/auth/accounts.fixture";
import { encodeSlotId } from "@/lib/availability/slot-id";
import type { Ctx } from "@/lib/platform/context";

/** A Monday; every weekday has hours from 09:00 to 17:00 UTC. */
export const NOW = new Date("2026-03-02T10:00:00Z");

const HOSTS = Array.from({ length: 20 }, (_, at) => `host-${at}@colloquy.example`);

/** A database for one test file, with hosts enough for all of its sessions. */
export async function bookingDatabase(): Promise<TestDatabase> {
  const database = await accountsDatabase();
  process.env.ZOOM_HOSTS = HOSTS.join(",");
  return database;
}

export type Place = { researcherId: string; owner: TestUser };

/** A listed researcher in UTC who takes bookings at $150 an hour. */
export async function makeResearcher(
  { db }: TestDatabase,
  values: Partial<typeof researchers.$inferInsert> = {},
): Promise<Place> {
  const slug = crypto.randomUUID();
  const email = `${slug}@researchers.example`;
  const [owner] = await db
    .insert(users)
    .values({ name: "Dr Grace Abara", email, emailVerifiedAt: NOW })
    .returning();
  if (!owner) throw new Error("no owner");
  const [researcher] = await db
    .insert(researchers)
    .values({
      userId: owner.id,
      slug,
      email,
      name: "Grace Abara",
      rateCents: 15_000,
      payoutCountry: "GB",
      standing: "listed",
      ...values,
    })
    .returning();
  if (!researcher) throw new Error("no researcher");
  await db.insert(availabilityRules).values(
    ([1, 2, 3, 4, 5] as const).map((weekday) => ({
      researcherId: researcher.id,
      weekday,
      startMinute: 540,
      endMinute: 1020,
    })),
  );
  return { researcherId: researcher.id, owner };
}

export const slotIdAt = ({ researcherId }: Place, start: string) =>
  encodeSlotId({ researcherId, ...hourFrom(start) });

/** The hour from an ISO instant, in epoch ms. */
export function hourFrom(start: string) {
  const startsAt = Date.parse(start);
  return { startsAt, endsAt: startsAt + 3_600_000 };
}

/** A fresh reader's context. */
export async function readerContext(database: TestDatabase, now = NOW): Promise<Ctx> {
  return contextOf(database, actorOf(await makeUser(database)), now);
}

/** Marks a held session as confirmed and paid, as settling would have. */
export async function payInFull({ db, sql }: TestDatabase, sessionId: string): Promise<string> {
  const [session] = await sql`
    update sessions set state = 'confirmed', paid_at = ${NOW.toISOString()}, confirmed_at = ${NOW.toISOString()}
    where id = ${sessionId} returning reader_id, price_cents`;
  const [payment] = await db
    .insert(payments)
    .values({
      userId: session?.reader_id,
      sessionId,
      amountCents: session?.price_cents,
      capturedCents: session?.price_cents,
      status: "completed",
      transactionId: `pi_${sessionId}`,
      paidAt: NOW,
    })
    .returning({ id: payments.id });
  if (!payment) throw new Error("no payment");
  return payment.id;
}

export async function sessionRow({ db }: TestDatabase, id: string) {
  const rows = await db.select().from(sessions);
  const row = rows.find((session) => session.id === id);
  if (!row) throw new Error("no session");
  return row;
}
