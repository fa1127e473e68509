import { z } from "zod";
import { Text } from "@/lib/platform/text";

/** Lower ports belong to services that are no web servers, and understand more than one would like. */
const isWebPort = (port: string) => port === "" || Number(port) === 80 || Number(port) > 1023;

/** Why an address cannot be one of a calendar, or null. */
export function faultOf(url: URL): string | null {
  if (!/^https?:$/.test(url.protocol)) return "must begin with https://, http:// or webcal://";
  if (url.username || url.password) return "must not carry a user name or password";
  if (!isWebPort(url.port)) return "must not name a port below 1024";
  return null;
}

/** An address as a URL, or null; URL.parse is not there before Node 22. */
export const parseUrl = (text: string, base?: string): URL | null =>
  URL.canParse(text, base) ? new URL(text, base) : null;

/** The address of a calendar: webcal:// is https:// by another name. */
export const CalendarAddress = Text.trim()
  .min(1, "is missing")
  .max(2000, "must have at most 2000 characters")
  .transform((text, issue) => {
    const url = parseUrl(text.replace(/^webcals?:\/\//i, "https://"));
    const fault = url ? faultOf(url) : "is not an address";
    if (!url || fault) {
      issue.addIssue({ code: "custom", message: fault ?? "is not an address" });
      return z.NEVER;
    }
    url.hash = "";
    return url.href;
  });

/** Enough of an address to know it by, without what makes it secret: `https://calendar.google.com/…/basic.ics`. */
export function shortAddress(address: string): string {
  const { origin, pathname } = new URL(address);
  const folders = pathname.split("/").filter(Boolean);
  const last = folders.pop() ?? "";
  // A last part that is long is a secret rather than a name.
  const name = last.length > 24 ? "…" : last;
  return [origin, ...(folders.length > 0 ? ["…"] : []), ...(name ? [name] : [])].join("/");
}
