import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import { DAY_MS } from "@/lib/platform/time";
import type { SessionClaims } from "./load-actor";

export const SESSION_SECONDS = (30 * DAY_MS) / 1000;

const Claims = z.object({ sub: z.uuid(), ver: z.int().positive() });

/**
 * The session cookie's name and attributes, the same for next-auth and for our own actions. Over https
 * its name lets nobody but this very host set it: no other host of the domain can sign a browser in.
 */
export function sessionCookie() {
  const secure = new URL(env().APP_URL).protocol === "https:";
  return {
    name: secure ? "__Host-next-auth.session-token" : "next-auth.session-token",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

/** The encrypted token of the session cookie, as next-auth writes it. */
export const encodeSessionToken = (claims: SessionClaims): Promise<string> =>
  encode({
    token: { sub: claims.userId, ver: claims.sessionVersion },
    secret: env().NEXTAUTH_SECRET,
    maxAge: SESSION_SECONDS,
  });

/** What a session cookie says; null when it is missing, altered, expired or not ours. */
export async function decodeSessionToken(token: string | undefined): Promise<SessionClaims | null> {
  if (!token) return null;
  try {
    return claimsOf(await decode({ token, secret: env().NEXTAUTH_SECRET }));
  } catch {
    return null;
  }
}

export function claimsOf(payload: unknown): SessionClaims | null {
  const claims = Claims.safeParse(payload);
  return claims.success ? { userId: claims.data.sub, sessionVersion: claims.data.ver } : null;
}
