import type { Ctx } from "@/lib/platform/context";
import { loadReport, type Report } from "@/lib/sessions/reports/report";
import type { Mail } from "./emails/mail";
import { reportContested, reportDecided, reportFiled } from "./emails/report";
import { loadBooking } from "./load-booking";
import { type Audience, type Scene, sceneFor } from "./scene";
import { type Sent, sendToParty } from "./send-to-party";

type Step = "filed" | "contested" | "decided";

const letters: Record<Step, (scene: Scene & { report: Report }) => Mail> = {
  filed: reportFiled,
  contested: reportContested,
  decided: reportDecided,
};

/** Whether a step's mail still says how things are: a later one says more. */
const isCurrent: Record<Step, (report: Report) => boolean> = {
  filed: ({ status, contestedAt }) => status !== "decided" && contestedAt === null,
  contested: ({ status }) => status === "with_admin",
  decided: ({ status }) => status === "decided",
};

/** Tells one party of a step that a report has taken. */
export async function sendReportMail(
  ctx: Ctx,
  input: { sessionId: string; step: Step; audience: Audience },
): Promise<Sent> {
  const { sessionId, step, audience } = input;
  const booking = await loadBooking(ctx, sessionId);
  const report = await loadReport(ctx, sessionId);
  if (!booking || !report || !isCurrent[step](report)) return "skipped";
  const scene = sceneFor(booking, audience);
  return sendToParty(ctx, scene, {
    ...letters[step]({ ...scene, report }),
    kind: `report-${step}`,
    key: `report-${step}:${report.id}:${scene.recipient.userId}`,
  });
}
