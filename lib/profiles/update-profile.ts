import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { formerSlugs, researchers } from "@/db/schema";
import { requireOwner } from "@/lib/availability/change-schedule";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import { refreshNextAvailable } from "@/lib/availability/next-available";
import { movePayoutAccount } from "@/lib/payments/payouts/move-account";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, invalidInput, notFound } from "@/lib/platform/errors";
import { inTransaction, postgresError } from "@/lib/platform/transaction";
import type { UpdateProfile } from "./profile-input";
import { missingIn } from "./what-is-missing";

export const FORMER_SLUGS_MAX = 5;

type Row = typeof researchers.$inferSelect;

/**
 * Changes the actor's own profile as far as it is named. A new name ends what was proved of it, a new
 * affiliation what an address there proved (triggers see to both). Throws SLUG_TAKEN, and INVALID_INPUT for
 * taking away what a published profile needs.
 */
export async function updateProfile(ctx: Ctx, input: UpdateProfile): Promise<void> {
  const { researcherId } = requireOwner(ctx);
  try {
    await inTransaction(ctx.db, async (tx) => {
      // A price or country that changes must not meet a hold halfway.
      await lockResearcher(tx, researcherId);
      const [before] = await tx.select().from(researchers).where(eq(researchers.id, researcherId));
      if (!before) throw notFound("Profile");
      const change = await changeOf(tx, before, input);
      if (Object.keys(change).length === 0) return;
      requireStillComplete(before, { ...before, ...change });
      await requireFewFormerSlugs(tx, before, change);
      if (change.payoutCountry !== undefined) {
        await movePayoutAccount(tx, researcherId, change.payoutCountry);
      }
      await tx.update(researchers).set(change).where(eq(researchers.id, researcherId));
      if (change.payoutCountry !== undefined) {
        await refreshNextAvailable(tx, researcherId, ctx.now);
      }
    });
  } catch (error) {
    const { code, constraint } = postgresError(error) ?? {};
    if (code !== "23505" || !constraint?.includes("slug")) throw error;
    throw new DomainError("SLUG_TAKEN", "This address belongs to another researcher", {
      fields: { slug: "belongs to another researcher" },
    });
  }
}

async function changeOf(tx: Tx, before: Row, input: UpdateProfile): Promise<Partial<Row>> {
  const { rate, payout_country: payoutCountry, ...plain } = input;
  const given: Partial<Row> = {
    ...plain,
    ...(rate !== undefined && { rateCents: rate === null ? null : Math.round(rate * 100) }),
    ...(payoutCountry !== undefined && { payoutCountry }),
    ...(input.field && { field: await spellingOf(tx, input.field) }),
  };
  return Object.fromEntries(
    Object.entries(given).filter(
      ([key, value]) =>
        value !== undefined && JSON.stringify(value) !== JSON.stringify(before[key as keyof Row]),
    ),
  ) as Partial<Row>;
}

/** A field that others have already, in their spelling, so that the directory lists it once. */
async function spellingOf(tx: Tx, field: string): Promise<string> {
  const [known] = await tx
    .select({ field: researchers.field })
    .from(researchers)
    .where(
      sql`lower(${researchers.field}) = lower(${field}) and ${researchers.standing} = 'listed'`,
    )
    .limit(1);
  return known?.field ?? field;
}

function requireStillComplete(before: Row, after: Row): void {
  if (before.standing !== "listed") return;
  const lost = missingIn(after).find((need) => !missingIn(before).includes(need));
  if (lost) throw invalidInput(lost, "is needed as long as the profile is published");
}

/** Each address that was left stays taken, so nobody may leave many. */
async function requireFewFormerSlugs(tx: Tx, before: Row, change: Partial<Row>): Promise<void> {
  if (change.slug === undefined) return;
  const former = await tx
    .select({ slug: formerSlugs.slug })
    .from(formerSlugs)
    .where(eq(formerSlugs.researcherId, before.id));
  if (former.length < FORMER_SLUGS_MAX || former.some(({ slug }) => slug === change.slug)) return;
  throw invalidInput(
    "slug",
    `has been changed ${FORMER_SLUGS_MAX} times, which is the most; you can go back to an earlier one`,
  );
}
