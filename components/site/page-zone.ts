import { cookies } from "next/headers";
import type { Actor } from "@/lib/platform/context";
import { isTimeZone } from "@/lib/platform/time";
import { ZONE_COOKIE } from "./reader-zone";

/** The zone to write a page in: the one the browser last told, else the account's, else UTC. */
export async function pageZone(actor: Actor): Promise<string> {
  const told = (await cookies()).get(ZONE_COOKIE)?.value;
  if (told && isTimeZone(told)) return told;
  return actor.kind === "user" ? actor.timeZone : "UTC";
}
