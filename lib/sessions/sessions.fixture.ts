import type Stripe from "stripe";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { listDueRefunds, sendRefund } from "@/lib/payments/send-refund";
import { stripe } from "@/lib/payments/stripe";
import type { Actor, Ctx, UserActor } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { MINUTE_MS } from "@/lib/platform/time";
import { FaultInput } from "@/sandbox/faults";
import { startTestSandbox, type TestSandbox } from "@/scripts/testing/sandbox";
import { holdSession } from "./hold-session";
import { lookAt } from "./look.fixture";
import { paySession } from "./pay-session";
import { NOW, peopleOf, type TestResearcher } from "./people.fixture";
import { settlePayment } from "./settle-payment";
import type { Session } from "./states";

export { NOW, type TestResearcher } from "./people.fixture";

export const at = (text: string) => new Date(`2026-03-${text}:00Z`);
export const later = (minutes: number, from: Date = NOW) =>
  new Date(from.getTime() + minutes * MINUTE_MS);

/**
 * A database, the stand-ins over HTTP, and the people and money that a test needs. One for each test
 * file: a process reads its settings once.
 */
export async function createWorld(options: { hosts?: number; clock?: () => Date } = {}) {
  const database = await testDatabase();
  const sandbox = await startTestSandbox({ clock: options.clock });
  Object.assign(process.env, SETTINGS, {
    DATABASE_URL: database.url,
    STRIPE_SECRET_KEY: "sk_test_colloquy",
    STRIPE_API_BASE: sandbox.url,
    ZOOM_API_BASE: `${sandbox.url}/zoom`,
    ZOOM_OAUTH_BASE: `${sandbox.url}/zoom`,
    ZOOM_HOSTS: hostNames(options.hosts ?? 80).join(","),
    CALENDAR_FEED_ALLOWED_HOSTS: new URL(sandbox.url).host,
  });
  globalThis.colloquyDatabase = database.db;
  log.level = "silent";
  return worldOf(database, sandbox);
}

const hostNames = (count: number) =>
  Array.from({ length: count }, (_, n) => `host-${n}@hosts.example`);

export type World = Awaited<ReturnType<typeof createWorld>>;

function worldOf(database: TestDatabase, sandbox: TestSandbox) {
  const { db, sql } = database;
  const people = peopleOf(database);
  const look = lookAt(database);

  const world = {
    database,
    db,
    sql,
    sandbox,
    ...people,
    ...look,
    as: (actor: Actor, now: Date = NOW): Ctx => ({ db, actor, now }),
    system: (now: Date = NOW): Ctx => ({ db, actor: { kind: "system" }, now }),

    hold: (
      reader: UserActor,
      researcher: TestResearcher,
      startsAt: Date,
      now = NOW,
      minutes = 60,
    ) => holdSession(world.as(reader, now), slotAt(researcher, startsAt, minutes)),

    /** Opens the payment and confirms it at Stripe as the reader's browser would; nobody is told. */
    async pay(reader: UserActor, session: Session, method = "pm_card_visa", now = NOW) {
      const intentId = await world.open(reader, session, now);
      await stripe()
        .paymentIntents.confirm(intentId, { payment_method: method })
        .catch((error: Stripe.errors.StripeError) => {
          if (error.type !== "StripeCardError") throw error;
        });
      return intentId;
    },

    /** Opens the payment; returns the intent's id. */
    async open(reader: UserActor, session: Session, now = NOW) {
      const { clientSecret } = await paySession(world.as(reader, now), { sessionId: session.id });
      return clientSecret.split("_secret_")[0] ?? "";
    },

    settle: (intentId: string, now = NOW) => settlePayment(world.system(now), { intentId }),

    /** A session that is held, paid and settled: confirmed or, for careful researchers, requested. */
    async booked(reader: UserActor, researcher: TestResearcher, startsAt: Date, now = NOW) {
      const session = await world.hold(reader, researcher, startsAt, now);
      await world.settle(await world.pay(reader, session, "pm_card_visa", now), now);
      return look.session(session.id);
    },

    async sendRefunds() {
      for (const id of await listDueRefunds(world.system())) await sendRefund(world.system(), id);
    },

    /** Cents that Stripe took for a session and has not given back, once due refunds are sent. */
    async kept(sessionId: string) {
      await world.sendRefunds();
      let cents = 0;
      for (const { transactionId } of await look.payments(sessionId)) {
        if (!transactionId) continue;
        const { data } = await stripe().charges.list({ payment_intent: transactionId });
        for (const charge of data) {
          if (charge.paid) cents += charge.amount_captured - charge.amount_refunded;
        }
      }
      return cents;
    },

    fault: (fault: Record<string, unknown>) => sandbox.deps.faults.add(FaultInput.parse(fault)),
    clearFaults: () => sandbox.deps.faults.clear(),

    /** Calls one of the sandbox's own controls, as the customer's bank or an attacker would. */
    async control(path: string, body: object = {}) {
      const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    },

    async close() {
      await sandbox.close();
      await database.close();
    },
  };
  return world;
}

export const slotAt = ({ id }: { id: string }, startsAt: Date, minutes = 60) => ({
  researcherId: id,
  startsAt: startsAt.getTime(),
  endsAt: startsAt.getTime() + minutes * MINUTE_MS,
  questions: undefined,
  paperId: undefined,
});

/** The code that a verb refused with; fails the test when it did not refuse. */
export async function refusal(call: Promise<unknown>): Promise<{
  code: string;
  details: Record<string, unknown>;
}> {
  const error = await call.then(
    () => new Error("the call was expected to be refused"),
    (reason: unknown) => reason,
  );
  if (error instanceof Error && "code" in error && "details" in error) {
    return { code: String(error.code), details: error.details as Record<string, unknown> };
  }
  throw error;
}

/** What calls made at once came to: how many kept their word, and the codes of the others. */
export async function raced<T>(calls: Promise<T>[]): Promise<{ won: T[]; lost: string[] }> {
  const results = await Promise.allSettled(calls);
  const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const lost = await Promise.all(
    results.flatMap((result) =>
      result.status === "rejected"
        ? [refusal(Promise.reject(result.reason)).then(({ code }) => code)]
        : [],
    ),
  );
  return { won, lost };
}
