import { answerPage } from "@/lib/api/answer-page";
import { ownerContext } from "@/lib/api/context";
import { parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { route } from "@/lib/api/route";
import { ListBookings, listBookings } from "@/lib/sessions/read-bookings";
import { viewBooking } from "@/lib/sessions/session-view";

export const GET = route(async (request) => {
  const ctx = await ownerContext(request);
  const query = parseQuery(ListBookings, request);
  const { items, nextCursor } = await listBookings(ctx, query);
  return answerPage(request, {
    message: "Sessions retrieved successfully",
    data: items.map(viewBooking),
    limit: query.limit,
    nextCursor,
  });
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
