"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { cancelSession } from "@/lib/sessions/cancel-session";
import { ConfirmPayment, confirmPayment } from "@/lib/sessions/confirm-payment";
import { holdAgain } from "@/lib/sessions/hold-again";
import { paySession } from "@/lib/sessions/pay-session";
import { getSession } from "@/lib/sessions/read-sessions";
import { SessionId } from "@/lib/sessions/session-id";
import { WriteQuestions, writeQuestions } from "@/lib/sessions/write-questions";

/** Keeps what was typed so far, for a reader who leaves and comes back. */
export async function keepQuestions(sessionId: string, questions: string) {
  return runAction(async () => {
    const input = parseInput(WriteQuestions, { sessionId, questions });
    await writeQuestions(await pageContext(), input);
    // The way back may lead to a page that the browser remembers.
    revalidatePath(`/checkout/${sessionId}`);
    return {};
  });
}

/** Keeps the questions and opens the payment: the client secret with which the browser pays. */
export async function openPayment(sessionId: string, questions: string) {
  return runAction(async () => {
    const ctx = await pageContext();
    const input = parseInput(WriteQuestions, { sessionId, questions });
    await writeQuestions(ctx, input);
    const { clientSecret } = await paySession(ctx, input);
    return { clientSecret };
  });
}

/** The browser says that it has paid; the server looks for itself. */
export async function settle(sessionId: string, intentId: string) {
  return runAction(async () => {
    const input = parseInput(ConfirmPayment, {
      session_id: sessionId,
      payment_intent_id: intentId,
    });
    const ctx = await pageContext();
    await confirmPayment(ctx, input);
    const { state } = await getSession(ctx, { sessionId });
    revalidatePath("/sessions");
    const isBooked = state === "confirmed" || state === "requested";
    return { to: `/sessions/${sessionId}${isBooked ? "?booked=1" : ""}` };
  });
}

/** The reader lets the time go; nothing was charged. */
export async function letGo(sessionId: string) {
  return runAction(async () => {
    const ctx = await pageContext();
    const input = parseInput(SessionId, { sessionId });
    const { researcherSlug } = await getSession(ctx, input);
    await cancelSession(ctx, input);
    revalidatePath("/sessions");
    return { to: `/researchers/${researcherSlug}` };
  });
}

/** Holds the time of an ended hold once more. */
export async function holdOnceMore(sessionId: string) {
  return runAction(async () => {
    const session = await holdAgain(await pageContext(), parseInput(SessionId, { sessionId }));
    revalidatePath("/sessions");
    const isHeld = session.state === "held";
    return { to: isHeld ? `/checkout/${session.id}` : `/sessions/${session.id}` };
  });
}
