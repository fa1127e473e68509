import type { LoggedAct } from "@/lib/operations/admin/list-acts";

const acts: Record<string, string> = {
  candidate_decided: "Decided a candidate",
  profile_request_decided: "Decided a claim or a removal",
  collection_started: "Started a collection",
  collection_run_again: "Ran a collection again",
  report_decided: "Decided a report",
  meeting_link_set: "Set a meeting link",
  payout_hurried: "Had a payout tried again",
  refund_hurried: "Had a refund tried again",
  alert_resolved: "Resolved an alert",
  job_run_again: "Ran a job again",
  webhook_replayed: "Replayed a webhook event",
};

/** What was done, in words; an act of the past keeps its own name. */
export const actWords = ({ act }: Pick<LoggedAct, "act">): string => acts[act] ?? act;

const pages: Record<string, (id: string) => string> = {
  session: (id) => `/admin/sessions/${id}`,
  collection: (id) => `/admin/collection/${id}`,
  payout: () => "/admin/payments/payouts",
  refund: () => "/admin/payments/refunds",
  job: () => "/admin/jobs?state=all",
  webhook: () => "/admin/webhooks?state=recovered",
  alert: () => "/admin/alerts?state=resolved",
  profile_request: () => "/admin/profiles",
  candidate: () => "/admin/collection",
};

/** Where what it was done to can be looked at, if anywhere. */
export const subjectHref = ({
  subjectKind,
  subjectId,
}: Pick<LoggedAct, "subjectKind" | "subjectId">): string | null =>
  pages[subjectKind]?.(subjectId) ?? null;

/** `decision: confirmed, joined: no` */
export const detailWords = (details: Record<string, unknown>): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${spaced(name)}: ${valueWords(value)}`)
    .join(", ");

const spaced = (name: string) => name.replace(/([A-Z])/g, " $1").toLowerCase();

function valueWords(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
