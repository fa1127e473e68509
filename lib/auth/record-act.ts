import type { Tx } from "@/db/client";
import { adminActs } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { requireAdmin } from "./actor";

/** Everything that administrators can do, and what each is done to. */
export type Act =
  | { act: "candidate_decided"; subject: "candidate" }
  | { act: "profile_request_decided"; subject: "profile_request" }
  | { act: "collection_started" | "collection_run_again"; subject: "collection" }
  | { act: "report_decided" | "meeting_link_set"; subject: "session" }
  | { act: "payout_hurried"; subject: "payout" }
  | { act: "refund_hurried"; subject: "refund" }
  | { act: "alert_resolved"; subject: "alert" }
  | { act: "job_run_again"; subject: "job" }
  | { act: "webhook_replayed"; subject: "webhook" };

/** Ids, amounts and decisions: no names, no addresses, nothing that somebody wrote. */
type Details = Record<string, string | number | boolean | null>;

/** Puts an administrator's act on record, in the transaction of the act itself. */
export async function recordAct(
  tx: Tx,
  { actor, now }: Pick<Ctx, "actor" | "now">,
  { act, subject, id, details = {} }: Act & { id: string; details?: Details },
): Promise<void> {
  const { id: actorId } = requireAdmin(actor);
  await tx.insert(adminActs).values({
    actorId,
    act,
    subjectKind: subject,
    subjectId: id,
    details,
    createdAt: now,
  });
}
