import { sql } from "drizzle-orm";
import { webhookFailures } from "@/db/schema";
import type { Ctx } from "./context";
import { DomainError } from "./errors";
import { describeError, log } from "./log";
import { postgresError } from "./transaction";
import type { WebhookEvent } from "./webhook-event";

type Proven = Pick<WebhookEvent, "id" | "provider" | "type"> & { account?: string | undefined };

/**
 * Runs the handling of a proven event; one that fails is noted, by id, so that it can be seen and
 * asked for again. It is thrown on: the provider hears of it, and sends the event once more.
 */
export async function notingFailure<T>(
  { db, now }: Pick<Ctx, "db" | "now">,
  { id, provider, type, account }: Proven,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const latest = { errorCode: errorCode(error), lastTriedAt: now };
    await db
      .insert(webhookFailures)
      .values({ id, provider, type, account: account ?? null, createdAt: now, ...latest })
      .onConflictDoUpdate({
        target: webhookFailures.id,
        set: { ...latest, attempts: sql`${webhookFailures.attempts} + 1` },
      })
      // Without a database the event's own failure is the one to tell of.
      .catch((failure) => log.error(describeError(failure), "webhook failure not noted"));
    throw error;
  }
}

/** A word for what went wrong, without anything that the event holds. */
export function errorCode(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  const atDatabase = postgresError(error);
  if (atDatabase) return `postgres ${atDatabase.code}`;
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
