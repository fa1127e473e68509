import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/platform/env";

/** What a request's link is for: to confirm the address, or to register with a granted claim. */
export type LinkPurpose = "confirm" | "register";

/**
 * The secret of a request's mailed link. It is derived and kept nowhere, so a repeated sending step
 * repeats its link; what it still opens is for the request's row to say.
 */
export const signRequest = (id: string, purpose: LinkPurpose): string =>
  `${id}.${signatureOf(id, purpose)}`;

/** The request that a secret belongs to; null for one that we did not make, or for another purpose. */
export function readRequestToken(token: string, purpose: LinkPurpose): string | null {
  const [id = "", signature = "", ...rest] = token.split(".");
  if (rest.length > 0 || !z.uuid().safeParse(id).success) return null;
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(id, purpose))];
  return given.length === right.length && timingSafeEqual(given, right) ? id : null;
}

const signatureOf = (id: string, purpose: LinkPurpose): string =>
  createHmac("sha256", env().NEXTAUTH_SECRET)
    .update(JSON.stringify(["profile-request", purpose, id]))
    .digest("base64url");
