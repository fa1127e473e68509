import { lt, or } from "drizzle-orm";
import { addressClaims, apiGrants, mailTokens } from "@/db/schema";
import { idempotencyKeys } from "@/db/schema/idempotency-keys";
import { rateLimits } from "@/db/schema/rate-limits";
import type { Ctx } from "./context";
import { addHours } from "./time";

/** How long after its end a link or token can still be told from one that never was. */
const TOLD_DAYS = 30;

/**
 * Deletes counts whose time is over, answers that no repetition can ask for any more, and the remains of
 * links and tokens a month after they stopped working. What was sent, applied or done stays on record:
 * the outbox, webhooks' events, failed jobs and administrators' acts hold ids alone.
 */
export async function forgetExpired({ db, now }: Ctx): Promise<void> {
  const before = addHours(now, -TOLD_DAYS * 24);
  await db.delete(rateLimits).where(lt(rateLimits.expire, now));
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, addHours(now, -25)));
  await db
    .delete(apiGrants)
    .where(or(lt(apiGrants.expiresAt, before), lt(apiGrants.revokedAt, before)));
  await db.delete(mailTokens).where(lt(mailTokens.expiresAt, before));
  await db.delete(addressClaims).where(lt(addressClaims.expiresAt, before));
}
