"use server";

import { revalidatePath } from "next/cache";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { DecideReport, decideReport } from "@/lib/sessions/reports/decide-report";
import { SessionId } from "@/lib/sessions/session-id";
import { SetMeetingLink, setMeetingLink } from "@/lib/sessions/set-meeting-link";

export async function decide(sessionId: string, _previous: Posted | null, data: FormData) {
  return runPosted(data, async () => {
    const amount = String(data.get("refund_amount") ?? "").trim();
    const input = parseInput(DecideReport, {
      outcome: data.get("outcome"),
      note: data.get("note") ?? "",
      ...(amount !== "" && { refund_amount: Number(amount.replace(/^\$/, "")) }),
    });
    const which = parseInput(SessionId, { sessionId });
    await decideReport(await pageContext(), { ...input, ...which });
    revalidatePath("/admin", "layout");
    return {};
  });
}

export async function setLink(sessionId: string, _previous: Posted | null, data: FormData) {
  return runPosted(data, async () => {
    const input = parseInput(SetMeetingLink, { sessionId, url: data.get("url") });
    await setMeetingLink(await pageContext(), input);
    revalidatePath("/admin", "layout");
    return {};
  });
}
