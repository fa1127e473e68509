import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import type { SessionClaims } from "./load-actor";

export const ACCESS_TOKEN_SECONDS = 60 * 60;

const ALGORITHM = "HS256";
const TYPE = "at+jwt";
const AUDIENCE = "colloquy-api";

export type AccessClaims = SessionClaims & { grantId: string };

const Claims = z.object({ sub: z.uuid(), jti: z.uuid(), ver: z.int().positive() });

/** A signed JWT for the API, valid for an hour; `jti` is the grant, so revoking that ends it. */
export function signAccessToken(claims: AccessClaims, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ ver: claims.sessionVersion })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setSubject(claims.userId)
    .setJti(claims.grantId)
    .setIssuer(env().APP_URL)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
    .sign(key());
}

/** The claims of an access token; null when anything about it is not exactly as we issue them. */
export async function verifyAccessToken(token: string, now: Date): Promise<AccessClaims | null> {
  try {
    const { payload } = await jwtVerify(token, key(), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: env().APP_URL,
      audience: AUDIENCE,
      requiredClaims: ["sub", "exp", "jti", "iat"],
      currentDate: now,
    });
    const claims = Claims.safeParse(payload);
    if (!claims.success) return null;
    return {
      userId: claims.data.sub,
      grantId: claims.data.jti,
      sessionVersion: claims.data.ver,
    };
  } catch {
    return null;
  }
}

const key = () => new TextEncoder().encode(env().API_TOKEN_SECRET);
