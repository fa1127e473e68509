import type { Database, Tx } from "@/db/client";
import { DomainError } from "./errors";

// An overlap (23P01) that came after our look at what is free: the next run sees what took it.
const RETRYABLE = new Set(["40001", "40P01", "23P01"]);
const ATTEMPTS = 4;
/** Others hold the lock for longer than lock_timeout. */
const LOCK_TIMEOUT = "55P03";

/** The PostgreSQL error behind whatever the driver or drizzle threw, if it is one. */
export function postgresError(
  error: unknown,
): { code: string; constraint: string | undefined } | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at.name !== "PostgresError" || !("code" in at)) continue;
    const constraint = "constraint_name" in at ? String(at.constraint_name) : undefined;
    return { code: String(at.code), constraint };
  }
  return null;
}

/** The database refuses to write somebody back whose account was deleted meanwhile. */
const OF_THE_DELETED = new Set([
  "account_deleted",
  "users_deleted_nameless",
  "researchers_removed_nameless",
]);

/** Runs a transaction, and runs the whole of it again when PostgreSQL gave it up to a race. */
export async function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      const { code, constraint } = postgresError(error) ?? {};
      if (constraint && OF_THE_DELETED.has(constraint))
        throw new DomainError("UNAUTHENTICATED", "This account has been deleted");
      if (code === LOCK_TIMEOUT)
        throw new DomainError("BUSY", "Too many want this at once: try again");
      if (!code || !RETRYABLE.has(code) || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

/**
 * Sends a second group of a transaction's queries behind a first one that is under way, without the
 * round trip of waiting for its answers: PostgreSQL runs them in this order. When the first fails,
 * its error is the one thrown, and PostgreSQL refuses the second.
 */
export async function oneTrip<A, B>(
  first: PromiseLike<A>,
  second: () => PromiseLike<B>,
): Promise<[A, B]> {
  // A query of drizzle is sent each time that somebody waits for it, a promise of it once.
  const leading = Promise.resolve(first);
  leading.catch(ignore);
  // By the next tick every promise of this one has run, so the first group is with the driver, though
  // not yet in the socket: the second comes behind it, in the same packet.
  await new Promise<void>((resolve) => process.nextTick(resolve));
  const following = Promise.resolve(second());
  following.catch(ignore);
  return [await leading, await following];
}

// Both are waited for in turn; until then a failure is nobody's.
const ignore = () => {};
