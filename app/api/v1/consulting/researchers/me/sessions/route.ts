import { ownerContext } from "@/lib/api/context";
import { parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { nextLink } from "@/lib/api/parameters";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { ListBookings, listBookings } from "@/lib/sessions/read-bookings";
import { viewBooking } from "@/lib/sessions/session-view";

export const GET = route(async (request) => {
  const ctx = await ownerContext(request);
  const query = parseQuery(ListBookings, request);
  const { items, nextCursor } = await listBookings(ctx, query);
  return json(
    {
      success: true,
      message: "Sessions retrieved successfully",
      data: items.map(viewBooking),
      pagination: { limit: query.limit, next_cursor: nextCursor },
    },
    200,
    nextLink(request, nextCursor),
  );
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
