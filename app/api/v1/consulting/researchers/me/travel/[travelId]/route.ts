import { z } from "zod";
import { ownerContext } from "@/lib/api/context";
import { parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idList, idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { deleteTravel } from "@/lib/availability/set-travel";

const Query = z.object({ acknowledge: idList.default([]) });

export const DELETE = route<{ travelId: string }>(async (request, { travelId }) => {
  const ctx = await ownerContext(request);
  const id = idParameter("travel_id", travelId);
  await deleteTravel(ctx, { id, ...parseQuery(Query, request) });
  return ok("Travel deleted successfully", null);
});

export const { GET, PATCH, POST, PUT } = otherMethods("DELETE");
