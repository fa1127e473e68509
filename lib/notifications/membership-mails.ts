import { eq } from "drizzle-orm";
import { subscriptions, users } from "@/db/schema";
import { isLive } from "@/lib/membership/states";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import type { Mail } from "./emails/mail";
import {
  type MembershipFacts,
  membershipEnded,
  membershipPaymentFailed,
  membershipStarted,
} from "./emails/membership";
import { type MailToSend, type Sent, sendMail } from "./send-mail";

async function load(ctx: Ctx, subscriptionId: string) {
  const [row] = await ctx.db
    .select({ subscription: subscriptions, email: users.email, timeZone: users.timeZone })
    .from(subscriptions)
    .innerJoin(users, eq(users.id, subscriptions.userId))
    .where(eq(subscriptions.id, subscriptionId));
  return row;
}

type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;

const factsOf = ({ subscription, timeZone }: Loaded): MembershipFacts => ({
  priceCents: subscription.priceCents,
  discountPercent: env().MEMBER_DISCOUNT_PERCENT,
  periodEndsAt: subscription.periodEndsAt,
  retryAt: subscription.retryAt,
  needsAction: subscription.needsAction,
  wasCanceled: subscription.endsAt !== null,
  timeZone,
});

type ToSend = Mail & Pick<MailToSend, "choice">;

const send = (ctx: Ctx, row: Loaded, mail: ToSend, kind: string, about: string): Promise<Sent> =>
  sendMail(ctx, { ...mail, kind, to: row.email, key: `${kind}:${about}` });

/** Welcomes a new member, unless it is over again. */
export async function sendMembershipStarted(ctx: Ctx, subscriptionId: string): Promise<Sent> {
  const row = await load(ctx, subscriptionId);
  if (!row || !isLive(row.subscription.state)) return "skipped";
  return send(ctx, row, membershipStarted(factsOf(row)), "membership-started", subscriptionId);
}

/** Tells a member that a renewal failed; not when it has been paid meanwhile. */
export async function sendMembershipPaymentFailed(
  ctx: Ctx,
  { subscriptionId, invoiceId }: { subscriptionId: string; invoiceId: string },
): Promise<Sent> {
  const row = await load(ctx, subscriptionId);
  if (row?.subscription.openInvoiceId !== invoiceId) return "skipped";
  const mail = membershipPaymentFailed(factsOf(row));
  return send(ctx, row, mail, "membership-payment-failed", invoiceId);
}

/** Tells a former member that it is over. */
export async function sendMembershipEnded(ctx: Ctx, subscriptionId: string): Promise<Sent> {
  const row = await load(ctx, subscriptionId);
  if (!row || isLive(row.subscription.state)) return "skipped";
  const choice = { userId: row.subscription.userId, kind: "membership_ended" } as const;
  const mail = { ...membershipEnded(factsOf(row)), choice };
  return send(ctx, row, mail, "membership-ended", subscriptionId);
}
