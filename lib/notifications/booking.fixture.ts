import { meetings, payments, researchers, sessions, users } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { encodeSlotId } from "@/lib/availability/slot-id";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { addHours, addMinutes } from "@/lib/platform/time";
import { startTestSandbox, type TestSandbox } from "@/scripts/testing/sandbox";

export const SIGNING_KEY = "signkey-test-0123456789abcdef0123456789abcdef";
export const NOW = new Date("2026-11-23T09:00:00Z");
export const STARTS_AT = new Date("2026-12-01T14:00:00Z");

export type MailWorld = {
  database: TestDatabase;
  sandbox: TestSandbox;
  ctx: (now?: Date) => Ctx;
  /** Everything the Resend stand-in took, oldest first; `to` narrows to one address. */
  mails: (to?: string) => Promise<SentMail[]>;
  close: () => Promise<void>;
};

export type SentMail = {
  to: string[];
  subject: string;
  html: string;
  text: string;
  tags: { name: string; value: string }[];
  attachments: { filename: string; contentType: string; content: string }[];
};

/** A database, the stand-ins and the settings that join them. */
export async function mailWorld(): Promise<MailWorld> {
  const database = await testDatabase();
  const sandbox = await startTestSandbox({
    settings: { inngestSigningKey: SIGNING_KEY, inngestEventKey: SETTINGS.INNGEST_EVENT_KEY },
    inngest: { backoffScale: 0.001, leaseMs: 400 },
  });
  Object.assign(process.env, SETTINGS, {
    RESEND_BASE_URL: `${sandbox.url}/resend`,
    INNGEST_BASE_URL: sandbox.url,
    INNGEST_SIGNING_KEY: SIGNING_KEY,
  });
  log.level = "silent";
  globalThis.colloquyDatabase = database.db;
  return {
    database,
    sandbox,
    ctx: (now = NOW) => ({ db: database.db, actor: { kind: "system" }, now }),
    async mails(to) {
      const query = to ? `?to=${encodeURIComponent(to)}` : "";
      const response = await fetch(`${sandbox.url}/_sandbox/mails${query}`);
      return (await response.json()) as SentMail[];
    },
    async close() {
      await sandbox.close();
      await database.close();
    },
  };
}

export type TestBooking = {
  sessionId: string;
  readerId: string;
  ownerId: string;
  readerEmail: string;
  researcherEmail: string;
  paymentId: string;
};

/** A paid, confirmed session of a reader in Lisbon with a researcher in St John's, and its meeting. */
export async function makeBooking(
  { database: { db } }: MailWorld,
  values: {
    session?: Partial<typeof sessions.$inferInsert>;
    meeting?: Partial<typeof meetings.$inferInsert>;
    readerEmail?: string;
    researcherEmail?: string;
  } = {},
): Promise<TestBooking> {
  const tag = crypto.randomUUID().slice(0, 8);
  const readerEmail = values.readerEmail ?? `ada-${tag}@readers.example`;
  const researcherEmail = values.researcherEmail ?? `power-${tag}@avalon.example`;
  const [reader, owner] = await db
    .insert(users)
    .values([
      { name: "Ada Byron", email: readerEmail, timeZone: "Europe/Lisbon" },
      { name: "Siobhán Power", email: researcherEmail, timeZone: "America/St_Johns" },
    ])
    .returning({ id: users.id });
  if (!reader || !owner) throw new Error("no users");
  const [profile] = await db
    .insert(researchers)
    .values({
      userId: owner.id,
      slug: `siobhan-power-${tag}`,
      name: "Siobhán Power",
      email: researcherEmail,
      rateCents: 11_000,
      standing: "listed",
      timeZone: "America/St_Johns",
    })
    .returning({ id: researchers.id });
  if (!profile) throw new Error("no researcher");
  const startsAt = values.session?.startsAt ?? STARTS_AT;
  const endsAt = values.session?.endsAt ?? addMinutes(startsAt, 60);
  const sessionId = crypto.randomUUID();
  await db.insert(sessions).values({
    id: sessionId,
    readerId: reader.id,
    researcherId: profile.id,
    timeSlotId: encodeSlotId({
      researcherId: profile.id,
      startsAt: startsAt.getTime(),
      endsAt: endsAt.getTime(),
    }),
    questions: "How wrong are drift forecasts after two days?",
    state: "confirmed",
    startsAt,
    endsAt,
    priceCents: 11_000,
    requiresAcceptance: false,
    cancellationWindowMinutes: 1440,
    holdExpiresAt: addMinutes(NOW, 15),
    paidAt: NOW,
    confirmedAt: NOW,
    createdAt: NOW,
    ...values.session,
  });
  await db.insert(meetings).values({
    sessionId,
    hostEmail: `host-${tag}@colloquy.example`,
    startsAt,
    endsAt,
    state: "ready",
    zoomMeetingId: tag,
    joinUrl: `https://zoom.example/j/${tag}`,
    ...values.meeting,
  });
  const [payment] = await db
    .insert(payments)
    .values({
      userId: reader.id,
      sessionId,
      amountCents: 11_000,
      capturedCents: 11_000,
      status: "completed",
      transactionId: `pi_${tag}`,
      chargeId: `ch_${tag}`,
      paidAt: NOW,
      createdAt: addHours(NOW, -1),
    })
    .returning({ id: payments.id });
  if (!payment) throw new Error("no payment");
  const ids = { readerId: reader.id, ownerId: owner.id, paymentId: payment.id };
  return { sessionId, readerEmail, researcherEmail, ...ids };
}

/** What `attachments[0]` holds, with folded lines joined. */
export function calendarOf(mail: SentMail | undefined): string {
  const content = mail?.attachments[0]?.content ?? "";
  return Buffer.from(content, "base64")
    .toString("utf8")
    .replace(/\r\n[ \t]/g, "");
}
