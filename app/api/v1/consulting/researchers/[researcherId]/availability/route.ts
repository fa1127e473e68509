import { userContext } from "@/lib/api/context";
import { parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { listAvailability } from "@/lib/availability/list-availability";
import { listAvailabilityQuery } from "@/lib/availability/slot-views";

export const GET = route<{ researcherId: string }>(
  async (request, { researcherId }) => {
    const ctx = await userContext(request);
    const id = idParameter("researcher_id", researcherId);
    const { date, timezone } = parseQuery(listAvailabilityQuery, request);
    return json(await listAvailability(ctx, { researcherId: id, date, timeZone: timezone }));
  },
  { conditional: true },
);

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
