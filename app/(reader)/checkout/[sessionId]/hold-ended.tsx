import { ActButton } from "@/components/forms/act-button";
import type { ActionResult } from "@/components/forms/action-result";
import type { Leads } from "@/components/forms/use-action";
import { ArrivalHeading } from "@/components/sessions/arrival-heading";
import { LinkButton } from "@/components/ui/button";

type HoldEndedProps = {
  wasLetGo: boolean;
  researcherName: string;
  researcherSlug: string;
  isFree: boolean;
  holdAgain: () => Promise<ActionResult<Leads>>;
};

/** In the card's place once a hold is over. */
export function HoldEnded(props: HoldEndedProps) {
  return (
    <div className="grid gap-4">
      <ArrivalHeading>
        {props.wasLetGo ? "You let this time go" : "The hold has ended, nothing was charged"}
      </ArrivalHeading>
      <p className="text-muted">
        {props.isFree
          ? "The time is still free. Hold it once more, or choose another one."
          : `Someone else may have taken it. ${props.researcherName} has other times.`}
      </p>
      <div className="flex flex-wrap items-start gap-3">
        {props.isFree && (
          <ActButton pendingLabel="Holding it" action={props.holdAgain}>
            Hold this time again
          </ActButton>
        )}
        <LinkButton
          href={`/researchers/${props.researcherSlug}`}
          variant={props.isFree ? "secondary" : "primary"}
        >
          Choose a time again
        </LinkButton>
      </div>
    </div>
  );
}
