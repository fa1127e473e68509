import { lt } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema/idempotency-keys";
import { rateLimits } from "@/db/schema/rate-limits";
import type { Ctx } from "./context";
import { addHours } from "./time";

/** Deletes counts whose time is over, and answers that no repetition can ask for any more. */
export async function forgetExpired({ db, now }: Ctx): Promise<void> {
  await db.delete(rateLimits).where(lt(rateLimits.expire, now));
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, addHours(now, -25)));
}
