import { createHash } from "node:crypto";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "@/db/client";
import { rateLimits } from "@/db/schema/rate-limits";
import { env } from "@/lib/platform/env";
import { DomainError } from "@/lib/platform/errors";
import type { PolicyName } from "./policies";

/** What is left of a limit after a request was counted. */
export type Standing = {
  policy: PolicyName;
  limit: number;
  windowSeconds: number;
  remaining: number;
  /** Until the count starts again. */
  resetSeconds: number;
};

/** Counts one request of `who` against a policy. Throws RATE_LIMITED beyond the limit. */
export async function takePoint(db: Database, policy: PolicyName, who: string): Promise<Standing> {
  try {
    return standingOf(policy, await limiterOf(db, policy).consume(digestOf(who)));
  } catch (error) {
    if (error instanceof RateLimiterRes) throw rateLimited(standingOf(policy, error));
    throw error;
  }
}

/** Forgets what was counted. */
export async function givePointsBack(db: Database, policy: PolicyName, who: string): Promise<void> {
  await limiterOf(db, policy).delete(digestOf(who));
}

export class RateLimited extends DomainError {
  constructor(readonly standing: Standing) {
    const { resetSeconds } = standing;
    super("RATE_LIMITED", `Too many requests. Please try again in ${waitOf(resetSeconds)}`, {
      retry_after_seconds: resetSeconds,
      limit: standing.limit,
      policy: standing.policy,
    });
  }
}

const rateLimited = (standing: Standing) => new RateLimited(standing);

function waitOf(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

function standingOf(policy: PolicyName, counted: RateLimiterRes): Standing {
  const { points, seconds } = env().RATE_LIMITS[policy];
  return {
    policy,
    limit: points,
    windowSeconds: seconds,
    remaining: Math.max(0, counted.remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(counted.msBeforeNext / 1_000)),
  };
}

// Addresses are personal data, and the counts need no more than to tell one from another.
const digestOf = (who: string) => createHash("sha256").update(who).digest("base64url").slice(0, 22);

const limiters = new WeakMap<Database, Map<PolicyName, RateLimiterDrizzle>>();

function limiterOf(db: Database, policy: PolicyName): RateLimiterDrizzle {
  const known = limiters.get(db) ?? new Map<PolicyName, RateLimiterDrizzle>();
  limiters.set(db, known);
  const limiter = known.get(policy) ?? makeLimiter(db, policy);
  known.set(policy, limiter);
  return limiter;
}

function makeLimiter(db: Database, policy: PolicyName): RateLimiterDrizzle {
  const { points, seconds } = env().RATE_LIMITS[policy];
  return new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: policy,
    points,
    duration: seconds,
    // Who is far beyond the limit is refused without asking the database each time.
    inMemoryBlockOnConsumed: points + 1,
    clearExpiredByTimeout: false,
  });
}
