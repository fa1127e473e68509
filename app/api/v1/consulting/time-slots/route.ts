import { userContext } from "@/lib/api/context";
import { parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { ListTimeSlots, listTimeSlots } from "@/lib/sessions/list-time-slots";

export const GET = route(
  async (request) => {
    const ctx = await userContext(request);
    return json({ time_slots: await listTimeSlots(ctx, parseQuery(ListTimeSlots, request)) });
  },
  { conditional: true },
);

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
