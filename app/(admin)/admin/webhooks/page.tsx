import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import type { SignedInCtx } from "@/app/_pages/signed-in-context";
import { ActButton } from "@/components/forms/act-button";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Choices } from "@/components/ui/choices";
import { Page, PageHeading } from "@/components/ui/page";
import {
  type FailedWebhook,
  listAppliedWebhooks,
  listFailedWebhooks,
} from "@/lib/operations/admin/list-webhooks";
import { fromStart, readSearch, type Search } from "../from-start";
import { LatestTable } from "../latest-table";
import { stateChoices } from "../state-choices";
import { replay } from "./actions";

export const metadata: Metadata = { title: "Webhooks" };

const PATH = "/admin/webhooks";

const choices = [
  [undefined, "Not applied"],
  ["recovered", "All that failed"],
  ["applied", "Applied"],
] as const;

/** Events that Stripe and Resend told of: those that could not be applied, to be replayed, and the rest. */
export default async function WebhooksPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const { cursor, state: asked } = await readSearch(searchParams);
  const state = choices.find(([value]) => value === asked)?.[0];
  const zone = await pageZone(ctx.actor);
  const shown = { ctx, cursor, zone };
  return (
    <Page>
      <PageHeading title="Webhooks">
        What Stripe and Resend told of, newest first. Both send what failed again by themselves,
        Stripe for three days. <TimesIn zone={zone} />.
      </PageHeading>
      <Choices className="mb-6" label="Webhooks" choices={stateChoices(PATH, choices, state)} />
      {state === "applied" ? <Applied {...shown} /> : <Failed {...shown} state={state} />}
    </Page>
  );
}

type Shown = { ctx: SignedInCtx; cursor: string | undefined; zone: string };

async function Failed({ ctx, cursor, zone, state }: Shown & { state: "recovered" | undefined }) {
  const asked = { limit: 50, cursor, state: state ?? ("failed" as const) };
  const events = await listFailedWebhooks(ctx, asked).catch(fromStart(PATH));
  return (
    <LatestTable
      path={PATH}
      given={{ state }}
      cursor={cursor}
      list={events}
      caption="Events that could not be applied"
      empty="Every event was applied"
      emptyHint="What could not be applied arrives here."
      columns={[
        { name: "Event", cell: ({ id }) => id },
        { name: "Type", cell: ({ provider, type }) => `${provider}: ${type}` },
        { name: "Error", cell: ({ errorCode }) => errorCode },
        { name: "Attempts", cell: ({ attempts }) => attempts, isFigure: true },
        {
          name: "Last tried",
          cell: ({ lastTriedAt }) => <LocalWhen at={lastTriedAt} zone={zone} format="dated" />,
        },
        { name: "What now", cell: (event) => <Next event={event} zone={zone} /> },
      ]}
    />
  );
}

function Next({ event, zone }: { event: FailedWebhook; zone: string }) {
  if (event.appliedAt) {
    return (
      <>
        Applied <LocalWhen at={event.appliedAt} zone={zone} format="dated" />
      </>
    );
  }
  if (event.provider !== "stripe") return "Resend sends it again";
  return (
    <ActButton
      variant="secondary"
      size="small"
      pendingLabel="Replaying"
      action={replay.bind(null, event.id)}
    >
      Replay<span className="sr-only"> {event.id}</span>
    </ActButton>
  );
}

async function Applied({ ctx, cursor, zone }: Shown) {
  const events = await listAppliedWebhooks(ctx, { limit: 50, cursor }).catch(fromStart(PATH));
  return (
    <LatestTable
      path={PATH}
      given={{ state: "applied" }}
      cursor={cursor}
      list={events}
      caption="Events that were applied"
      empty="Nothing was told yet"
      emptyHint="Events arrive here once they are applied."
      columns={[
        { name: "Event", cell: ({ id }) => id },
        { name: "Type", cell: ({ provider, type }) => `${provider}: ${type}` },
        { name: "Of", cell: ({ objectId }) => objectId ?? "–" },
        {
          name: "Applied",
          cell: ({ processedAt }) => <LocalWhen at={processedAt} zone={zone} format="dated" />,
        },
      ]}
    />
  );
}
