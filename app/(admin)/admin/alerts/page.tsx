import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { detailWords } from "@/components/admin/act-words";
import { alertPlace, alertTitle } from "@/components/admin/alert-words";
import { ResolveForm } from "@/components/admin/resolve-form";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Badge } from "@/components/ui/badge";
import { Choices } from "@/components/ui/choices";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { guidanceFor } from "@/lib/notifications/alert-guidance";
import { ListAlerts, type ListedAlert, listAlerts } from "@/lib/operations/admin/list-alerts";
import { NOTE_MAX } from "@/lib/operations/admin/mark-resolved";
import { fromStart, pagesOf, readSearch, type Search } from "../from-start";
import { stateChoices } from "../state-choices";
import { resolve } from "./actions";

export const metadata: Metadata = { title: "Alerts" };

const PATH = "/admin/alerts";

/** What a person must look at, and what was. */
export default async function AlertsPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const { cursor, state: asked } = await readSearch(searchParams);
  const state = ListAlerts.shape.state.catch("open").parse(asked);
  const [alerts, zone] = await Promise.all([
    listAlerts(ctx, { limit: 20, cursor, state }).catch(fromStart(PATH)),
    pageZone(ctx.actor),
  ]);
  const given = { state: state === "open" ? undefined : state };
  return (
    <Page>
      <PageHeading title="Alerts">
        What somebody has to look at, newest first. <TimesIn zone={zone} />.
      </PageHeading>
      <Choices
        className="mb-6"
        label="Alerts"
        choices={stateChoices(
          PATH,
          [
            [undefined, "Open"],
            ["resolved", "Resolved"],
          ],
          given.state,
        )}
      />
      {alerts.items.length === 0 ? (
        <EmptyState title={state === "open" ? "Nothing is open" : "Nothing was resolved yet"}>
          New alerts arrive here, and by mail.
        </EmptyState>
      ) : (
        <ul className="divide-y border-y">
          {alerts.items.map((alert) => (
            <li key={alert.id} className="py-6">
              <AlertCard alert={alert} zone={zone} />
            </li>
          ))}
        </ul>
      )}
      <Pagination {...pagesOf(PATH, given, { cursor, nextCursor: alerts.nextCursor })} />
    </Page>
  );
}

function AlertCard({ alert, zone }: { alert: ListedAlert; zone: string }) {
  const { byItself, next } = guidanceFor(alert.kind);
  const place = alertPlace(alert);
  const details = detailWords(alert.details);
  return (
    <article aria-labelledby={`alert-${alert.id}`} className="grid max-w-reading gap-2">
      <h2 id={`alert-${alert.id}`} className="text-21">
        {alertTitle(alert.kind)}
      </h2>
      <p className="text-13 text-muted">
        <LocalWhen at={alert.createdAt} zone={zone} format="dated" />
      </p>
      <p className="wrap-anywhere">{alert.message}.</p>
      {alert.resolvedAt ? (
        <Resolved alert={alert} at={alert.resolvedAt} zone={zone} />
      ) : (
        <>
          <p>
            <strong className="font-medium">Done so far:</strong> {byItself}
          </p>
          <p>
            <strong className="font-medium">To do:</strong> {next}
          </p>
        </>
      )}
      {place && (
        <p>
          <Link href={place.href} className="link">
            {place.label}
          </Link>
        </p>
      )}
      {details && <p className="wrap-anywhere text-13 text-muted">{details}</p>}
      {!alert.resolvedAt && (
        <details>
          <summary className="inline-flex min-h-8 cursor-pointer items-center text-accent hover:underline pointer-coarse:min-h-11">
            I have dealt with it
            <span className="sr-only">: {alert.message}</span>
          </summary>
          <ResolveForm maximum={NOTE_MAX} action={resolve.bind(null, alert.id)} />
        </details>
      )}
    </article>
  );
}

function Resolved({ alert, at, zone }: { alert: ListedAlert; at: Date; zone: string }) {
  return (
    <>
      <p>
        <Badge tone="accent">{alert.isQuiet ? "Resolved for good" : "Resolved"}</Badge>{" "}
        {alert.resolvedBy ? `by ${alert.resolvedBy}, ` : ""}
        <LocalWhen at={at} zone={zone} format="dated" />
      </p>
      {alert.note && <p className="wrap-anywhere whitespace-pre-wrap">{alert.note}</p>}
    </>
  );
}
