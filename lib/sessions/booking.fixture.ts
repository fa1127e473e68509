import { payments, type researchers, sessions } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { accountsDatabase, contextOf } from "@/lib/auth/accounts.fixture";
import { encodeSlotId } from "@/lib/availability/slot-id";
import type { Ctx, UserActor } from "@/lib/platform/context";
import { NOW, peopleOf } from "./people.fixture";

export { NOW } from "./people.fixture";

const HOSTS = Array.from({ length: 20 }, (_, at) => `host-${at}@colloquy.example`);

/** A database for one test file, with hosts enough for all of its sessions. */
export async function bookingDatabase(): Promise<TestDatabase> {
  const database = await accountsDatabase();
  process.env.ZOOM_HOSTS = HOSTS.join(",");
  return database;
}

export type Place = { researcherId: string; owner: UserActor };

/** A listed researcher of those that `peopleOf` makes. */
export async function makeResearcher(
  database: TestDatabase,
  values?: Partial<typeof researchers.$inferInsert>,
): Promise<Place> {
  const { id, actor } = await peopleOf(database).researcher(values);
  return { researcherId: id, owner: actor };
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
  return contextOf(database, await peopleOf(database).reader(), now);
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
