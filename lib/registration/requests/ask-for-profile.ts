import { and, count, eq, gt, or } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { profileRequests, researchers } from "@/db/schema";
import { EmailAddress } from "@/lib/auth/inputs";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { Text } from "@/lib/platform/text";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { CONFIRM_HOURS, type RequestKind } from "./profile-request";

export const AskForProfile = z.object({ slug: Text.max(200), email: EmailAddress });

/** So many in a day; nobody's mailbox is filled, and no profile is asked for without end. */
const MAX_PER_ADDRESS = 3;
const MAX_PER_PROFILE = 10;

/**
 * Asks for a collected profile, to have it or to have it removed, without an account: a link goes to
 * the address, and nothing happens before it is followed. The answer never depends on whether the
 * address is the one known. Throws NOT_FOUND unless the profile is unclaimed, RATE_LIMITED after
 * several within a day.
 */
export async function askForProfile(
  ctx: Pick<Ctx, "db" | "now">,
  kind: RequestKind,
  { slug, email }: z.output<typeof AskForProfile>,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    // Locked, so that of many at once each counts those before it.
    const [researcher] = await tx
      .select({ id: researchers.id })
      .from(researchers)
      .where(and(eq(researchers.slug, slug), eq(researchers.standing, "unclaimed")))
      .for("no key update");
    if (!researcher) throw notFound("Profile");
    await requireFewAsked(tx, ctx.now, researcher.id, email);
    const [request] = await tx
      .insert(profileRequests)
      .values({
        kind,
        researcherId: researcher.id,
        email,
        expiresAt: addHours(ctx.now, CONFIRM_HOURS),
        createdAt: ctx.now,
      })
      .returning({ id: profileRequests.id });
    if (!request) throw new Error("an insert returns its row");
    await emit(tx, "profile-request/asked", { requestId: request.id });
  });
}

async function requireFewAsked(tx: Tx, now: Date, researcherId: string, email: string) {
  const [byAddress, byProfile] = [
    eq(profileRequests.email, email),
    eq(profileRequests.researcherId, researcherId),
  ];
  const recent = await tx
    .select({
      email: profileRequests.email,
      researcherId: profileRequests.researcherId,
      n: count(),
    })
    .from(profileRequests)
    .where(and(or(byAddress, byProfile), gt(profileRequests.createdAt, addHours(now, -24))))
    .groupBy(profileRequests.email, profileRequests.researcherId);
  const sum = (which: (row: (typeof recent)[number]) => boolean) =>
    recent.filter(which).reduce((total, { n }) => total + n, 0);
  const isFull =
    sum((row) => row.email?.toLowerCase() === email) >= MAX_PER_ADDRESS ||
    sum((row) => row.researcherId === researcherId) >= MAX_PER_PROFILE;
  if (isFull)
    throw new DomainError(
      "RATE_LIMITED",
      "Several links were sent today; look in your spam folder, or try again tomorrow",
    );
}
