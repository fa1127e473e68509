import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/platform/env";

/**
 * The address under which calendars read a feed. Its token is the feed's id with a code that only this
 * server can make, so that it can be shown again and yet no copy of the database reveals it.
 */
export function feedAddress(feedId: string): string {
  return `${env().APP_URL}/api/v1/calendars/${feedToken(feedId)}.ics`;
}

export function feedToken(feedId: string): string {
  return Buffer.concat([idBytes(feedId), codeOf(feedId)]).toString("base64url");
}

/** The feed that a token was made for; null for any other text. */
export function feedOfToken(token: string): string | null {
  if (!/^[\w-]{64}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  const hex = bytes.subarray(0, ID_BYTES).toString("hex");
  const feedId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return timingSafeEqual(bytes.subarray(ID_BYTES), codeOf(feedId)) ? feedId : null;
}

const ID_BYTES = 16;

const idBytes = (feedId: string) => Buffer.from(feedId.replaceAll("-", ""), "hex");

const codeOf = (feedId: string) =>
  createHmac("sha256", env().NEXTAUTH_SECRET).update(`calendar-feed:${feedId}`).digest();
