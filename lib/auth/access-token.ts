import { createHash } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import type { SessionClaims } from "./load-actor";

export const ACCESS_TOKEN_SECONDS = 60 * 60;

const ALGORITHM = "HS256";
const TYPE = "at+jwt";
const AUDIENCE = "colloquy-api";

export type AccessClaims = SessionClaims & { grantId: string };

const Claims = z.object({ sub: z.uuid(), jti: z.uuid(), ver: z.int().positive(), exp: z.int() });

/** A signed JWT for the API; `jti` is the grant, so revoking that ends it. */
export function signAccessToken(
  claims: AccessClaims,
  now: Date,
  seconds: number = ACCESS_TOKEN_SECONDS,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ ver: claims.sessionVersion })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setSubject(claims.userId)
    .setJti(claims.grantId)
    .setIssuer(env().APP_URL)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + seconds)
    .sign(key());
}

type Checked = { claims: AccessClaims; expiresAt: number };

/** What tokens checked before say, by their digest: a signature that was right stays right. */
const known = new Map<string, Checked>();
const MAX_KNOWN = 2_000;

/**
 * The claims of an access token; null when anything about it is not exactly as we issue them. Whether
 * the grant still stands is for the database to say, each time.
 */
export async function verifyAccessToken(token: string, now: Date): Promise<AccessClaims | null> {
  const digest = createHash("sha256").update(token).digest("base64");
  const before = known.get(digest);
  if (before && now.getTime() < before.expiresAt) return before.claims;
  const checked = await checkAccessToken(token, now);
  if (checked) remember(digest, checked);
  return checked?.claims ?? null;
}

function remember(digest: string, checked: Checked): void {
  known.set(digest, checked);
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size > MAX_KNOWN) known.delete(oldest);
}

async function checkAccessToken(token: string, now: Date): Promise<Checked | null> {
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
    const { sub: userId, jti: grantId, ver: sessionVersion, exp } = claims.data;
    return { claims: { userId, grantId, sessionVersion }, expiresAt: exp * 1000 };
  } catch {
    return null;
  }
}

const key = () => new TextEncoder().encode(env().API_TOKEN_SECRET);
