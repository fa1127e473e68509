"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { acceptSession } from "@/lib/sessions/accept-session";
import { cancelSession } from "@/lib/sessions/cancel-session";
import { DeclineSession, declineSession } from "@/lib/sessions/decline-session";
import { SessionId } from "@/lib/sessions/session-id";
import { startMeeting } from "@/lib/sessions/start-meeting";

function showAgain(sessionId: string): void {
  revalidatePath("/dashboard/bookings");
  revalidatePath(`/dashboard/bookings/${sessionId}`);
}

export async function accept(sessionId: string) {
  return runAction(async () => {
    await acceptSession(await pageContext(), parseInput(SessionId, { sessionId }));
    showAgain(sessionId);
    return {};
  });
}

export async function decline(sessionId: string, reason: string) {
  return runAction(async () => {
    await declineSession(await pageContext(), parseInput(DeclineSession, { sessionId, reason }));
    showAgain(sessionId);
    return {};
  });
}

/** The researcher cancels; the reader gets everything back. */
export async function cancel(sessionId: string) {
  return runAction(async () => {
    await cancelSession(await pageContext(), parseInput(SessionId, { sessionId }));
    showAgain(sessionId);
    return {};
  });
}

/** The host's own link, to be opened at once and kept nowhere. */
export async function start(sessionId: string) {
  return runAction(async () => {
    const input = parseInput(SessionId, { sessionId });
    return { startUrl: await startMeeting(await pageContext(), input) };
  });
}
