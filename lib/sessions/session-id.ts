import { z } from "zod";

/** Which session an action is about. */
export const SessionId = z.object({ sessionId: z.guid("is not a session's id") });
