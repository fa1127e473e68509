import { and, count, eq, gte, ne } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { outreachRequests } from "@/db/schema";
import { outreachAllowance } from "@/lib/membership/outreach-allowance";
import { DomainError } from "@/lib/platform/errors";

export type Allowance = {
  /** Requests in a calendar month (UTC); null when as many as the reader likes. */
  limit: number | null;
  used: number;
  /** When the next month begins. */
  renewsAt: Date;
};

/** What a reader may still ask for this month. Requests whose mail never arrived are not counted. */
export async function readAllowance(
  db: Database | Tx,
  userId: string,
  now: Date,
): Promise<Allowance> {
  const limit = await outreachAllowance(db, userId, now);
  const [made] = await db
    .select({ count: count() })
    .from(outreachRequests)
    .where(
      and(
        eq(outreachRequests.userId, userId),
        gte(outreachRequests.createdAt, monthOf(now)),
        ne(outreachRequests.status, "email_failed"),
      ),
    );
  return { limit, used: made?.count ?? 0, renewsAt: monthOf(now, 1) };
}

/** Throws OUTREACH_LIMIT when nothing is left of it. */
export function requireAllowance({ limit, used, renewsAt }: Allowance): void {
  if (limit === null || used < limit) return;
  throw new DomainError(
    "OUTREACH_LIMIT",
    `You have asked ${limit} researchers this month; members ask as many as they like`,
    { limit, used, renews_at: renewsAt.toISOString() },
  );
}

const monthOf = (now: Date, ahead = 0) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
