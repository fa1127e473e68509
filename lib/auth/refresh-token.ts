import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/platform/env";

/**
 * A new refresh token of a grant: `<grant>.<random>.<mac>`. The mac shows later that we made it,
 * however many tokens ago, so that the reuse of any old one is recognized.
 */
export function makeRefreshToken(grantId: string): string {
  const body = `${grantId}.${randomBytes(24).toString("base64url")}`;
  return `${body}.${macOf(body)}`;
}

/** The grant that a refresh token belongs to; null for a token that we never made. */
export function grantOfRefreshToken(token: string): string | null {
  const [grantId = "", random = "", mac = "", ...rest] = token.split(".");
  if (rest.length > 0 || !z.uuid().safeParse(grantId).success) return null;
  const expected = Buffer.from(macOf(`${grantId}.${random}`));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected) ? grantId : null;
}

const macOf = (body: string) =>
  createHmac("sha256", env().API_TOKEN_SECRET).update(`refresh-token:${body}`).digest("base64url");
