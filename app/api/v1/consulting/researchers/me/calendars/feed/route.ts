import { ownerContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { created, ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { endFeed, getOwnFeed, renewFeed, viewFeed } from "@/lib/calendars/own-feed";

export const GET = route(async (request) => {
  const feed = await getOwnFeed(await ownerContext(request));
  return ok("Feed retrieved successfully", feed && viewFeed(feed));
});

/** A new address each time: the one before ends. */
export const POST = route(async (request) => {
  const feed = await renewFeed(await ownerContext(request));
  return created("Feed address created successfully", viewFeed(feed));
});

export const DELETE = route(async (request) => {
  await endFeed(await ownerContext(request));
  return ok("Feed ended successfully", null);
});

export const { PATCH, PUT } = otherMethods("DELETE", "GET", "POST");
