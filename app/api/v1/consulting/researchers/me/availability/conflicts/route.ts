import { ownerContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { listScheduleConflicts } from "@/lib/availability/preview-schedule";
import { viewConflict } from "@/lib/availability/schedule-conflicts";
import { SetAvailability } from "@/lib/availability/schedule-input";

/** Which bookings a change would leave outside the hours; the body is that of PUT availability. */
export const POST = route(async (request) => {
  const ctx = await ownerContext(request);
  const draft = parseInput(SetAvailability, await jsonBody(request));
  const conflicts = await listScheduleConflicts(ctx, draft);
  return ok("Conflicts retrieved successfully", conflicts.map(viewConflict));
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
