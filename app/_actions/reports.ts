"use server";

import { revalidatePath } from "next/cache";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { ContestReport, contestReport } from "@/lib/sessions/reports/contest-report";
import { ReportSession, reportSession } from "@/lib/sessions/reports/report-session";

/** Either party reports a no-show or a problem. */
export async function report(sessionId: string, _previous: Posted | null, data: FormData) {
  return runPosted(data, async () => {
    const given = { sessionId, kind: data.get("kind"), text: data.get("text") };
    await reportSession(await pageContext(), parseInput(ReportSession, given));
    showAgain(sessionId);
    return {};
  });
}

/** The other party says how it was instead. */
export async function contest(sessionId: string, _previous: Posted | null, data: FormData) {
  return runPosted(data, async () => {
    const given = { sessionId, text: data.get("text") };
    await contestReport(await pageContext(), parseInput(ContestReport, given));
    showAgain(sessionId);
    return {};
  });
}

function showAgain(sessionId: string): void {
  revalidatePath(`/sessions/${sessionId}`);
  revalidatePath(`/dashboard/bookings/${sessionId}`);
}
