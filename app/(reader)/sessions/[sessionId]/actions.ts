"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { invalidInput } from "@/lib/platform/errors";
import { WriteReview, writeReview } from "@/lib/reviews/write-review";
import { cancelSession } from "@/lib/sessions/cancel-session";
import { RescheduleSession, rescheduleSession } from "@/lib/sessions/reschedule-session";
import { SessionId } from "@/lib/sessions/session-id";
import { WriteQuestions, writeQuestions } from "@/lib/sessions/write-questions";

function showAgain(sessionId: string): void {
  revalidatePath("/sessions");
  revalidatePath(`/sessions/${sessionId}`);
}

/** Cancels a session or withdraws a request, with the refund that was shown. */
export async function cancel(sessionId: string) {
  return runAction(async () => {
    await cancelSession(await pageContext(), parseInput(SessionId, { sessionId }));
    showAgain(sessionId);
    return {};
  });
}

export async function saveQuestions(sessionId: string, questions: string) {
  return runAction(async () => {
    const input = parseInput(WriteQuestions, { sessionId, questions });
    await writeQuestions(await pageContext(), input);
    showAgain(sessionId);
    return {};
  });
}

/** Publishes the reader's review of the session. */
export async function review(sessionId: string, _previous: Posted | null, data: FormData) {
  return runPosted(data, async () => {
    const chosen = data.get("rating");
    if (!chosen) throw invalidInput("rating", "Choose one to five stars");
    const input = { sessionId, rating: Number(chosen), text: data.get("text") };
    await writeReview(await pageContext(), parseInput(WriteReview, input));
    showAgain(sessionId);
    return {};
  });
}

/** Moves a session to another free time; nothing else of it changes. */
export async function move(sessionId: string, slotId: string) {
  return runAction(async () => {
    const input = parseInput(SessionId, { sessionId });
    const to = parseInput(RescheduleSession, { time_slot_id: slotId });
    await rescheduleSession(await pageContext(), { ...input, ...to });
    showAgain(sessionId);
    return { to: `/sessions/${sessionId}?moved=1` };
  });
}
