import { createHash, timingSafeEqual } from "node:crypto";
import { DomainError, notFound } from "@/lib/platform/errors";

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * Lets a caller in who sends `Authorization: Bearer <token>`. Without a token set there is nothing
 * here. Compared as digests, in the same time for every guess.
 */
export function requireSecretToken(request: Request, token: string | undefined): void {
  if (!token) throw notFound("Page");
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (timingSafeEqual(digest(given), digest(token))) return;
  throw new DomainError("UNAUTHENTICATED", "The metrics need their token");
}
