import { route } from "@/lib/api/route";
import { notFound } from "@/lib/platform/errors";

/** Whatever no other route knows, in the envelope that every failure has. */
const unknown = route(async () => {
  throw notFound("Endpoint");
});

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
