import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { meetings } from "@/db/schema";
import { emit } from "@/lib/platform/outbox";

/**
 * Gives a session a link that a person made elsewhere, in place of the Zoom meeting that it lacks.
 * False: Zoom has made one. A move to another time asks Zoom again.
 */
export async function takeLink(tx: Tx, sessionId: string, joinUrl: string): Promise<boolean> {
  const [taken] = await tx
    .update(meetings)
    .set({ joinUrl, state: "ready" })
    .where(
      and(
        eq(meetings.sessionId, sessionId),
        isNull(meetings.zoomMeetingId),
        inArray(meetings.state, ["wanted", "creating", "outdated", "ready"]),
      ),
    )
    .returning({ sessionId: meetings.sessionId });
  if (!taken) return false;
  await emit(tx, "meeting/ready", { sessionId });
  return true;
}
