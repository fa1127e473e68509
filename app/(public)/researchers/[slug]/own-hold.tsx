import { LocalWhen } from "@/components/site/local-when";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Ctx } from "@/lib/platform/context";
import { findOwnHold } from "@/lib/sessions/find-own-hold";

type OwnHoldProps = { ctx: Ctx; researcherId: string; zone: string };

/** To a reader who left the checkout: the time that is missing below is theirs, and here is the way back. */
export async function OwnHold({ ctx, researcherId, zone }: OwnHoldProps) {
  const hold = await findOwnHold(ctx, { researcherId });
  if (!hold) return null;
  return (
    <Notice
      tone="waiting"
      className="mb-4"
      title={
        <>
          You hold <LocalWhen at={hold.startsAt} until={hold.endsAt} zone={zone} />
        </>
      }
    >
      <p>
        Nobody else can book it until{" "}
        <LocalWhen at={hold.holdExpiresAt} zone={zone} format="time" />. Nothing is charged yet.
      </p>
      <LinkButton href={`/checkout/${hold.id}`} className="mt-2">
        Continue to payment
      </LinkButton>
    </Notice>
  );
}
