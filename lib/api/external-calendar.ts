import { getExternalCalendar, viewExternalCalendar } from "@/lib/calendars/get-external-calendar";
import type { Ctx } from "@/lib/platform/context";
import { ok } from "./respond";

/** The actor's calendar elsewhere as it is now, null while there is none. */
export async function answerExternalCalendar(ctx: Ctx, message: string): Promise<Response> {
  const own = await getExternalCalendar(ctx);
  return ok(message, own && viewExternalCalendar(own));
}
