import { matches } from "@/lib/api/conditional";
import { otherMethods } from "@/lib/api/other-methods";
import { route } from "@/lib/api/route";
import { anonymousContext } from "@/lib/auth/current-context";
import { readFeed } from "@/lib/calendars/read-feed";
import { notFound } from "@/lib/platform/errors";

/** A feed of bookings, for calendars that subscribe to its secret address: no session is looked at. */
export const GET = route<{ file: string }>(async (request, { file }) => {
  const [, token] = /^(.+)\.ics$/.exec(file) ?? [];
  if (!token) throw notFound("Calendar");
  const { text, etag } = await readFeed(anonymousContext(), token);
  // Asked for anew each time: an address that has been replaced must answer nothing.
  const headers = { etag, "cache-control": "private, no-cache", "x-robots-tag": "noindex" };
  if (matches(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: {
      ...headers,
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="colloquy.ics"',
    },
  });
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
