import { z } from "zod";
import type { LogFields } from "@/lib/platform/log";

const CALLERS_ID = /^[A-Za-z0-9_-]{8,64}$/;
const Id = z.guid();

/**
 * What every line of a request says. Its id is always ours, so that no caller can make two requests
 * look like one; theirs, where it is well-formed, stands beside it.
 */
export function fieldsOf(
  request: Request,
  params: Record<string, string | string[]> = {},
): LogFields & { requestId: string } {
  const theirs = request.headers.get("x-request-id") ?? "";
  const sessionId = Id.safeParse(params.sessionId);
  return {
    requestId: crypto.randomUUID(),
    ...(CALLERS_ID.test(theirs) ? { callerRequestId: theirs } : {}),
    ...(sessionId.success ? { sessionId: sessionId.data } : {}),
  };
}
