import { userContext } from "@/lib/api/context";
import { parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { listAvailabilityQuery } from "@/lib/availability/slot-views";
import { getTimeSlot } from "@/lib/sessions/list-time-slots";

const Query = listAvailabilityQuery.pick({ timezone: true });

export const GET = route<{ slotId: string }>(
  async (request, { slotId }) => {
    const ctx = await userContext(request);
    const { timezone } = parseQuery(Query, request);
    const slot = await getTimeSlot(ctx, { slotId, timeZone: timezone });
    return ok("Time slot retrieved successfully", slot);
  },
  { conditional: true },
);

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
