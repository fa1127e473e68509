import { createHmac } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { env } from "@/lib/platform/env";

const ALGORITHM = "HS256";

/** What a mailed token may be for; each has a key, a type and an audience of its own. */
export type OutreachPurpose = "invitation" | "unsubscribe" | "mute";

export type OutreachClaims = {
  purpose: OutreachPurpose;
  /** What it is about: an invitation's id, the hash of an address, or whose mails of which kind. */
  id: string;
  issuedAt: Date;
  /** Null for one that works for good. */
  expiresAt: Date | null;
};

/** The JWT of these claims: the same claims make the same token, so a repeated sending step repeats its link. */
export function signOutreachToken(claims: OutreachClaims): Promise<string> {
  const { purpose, id, issuedAt, expiresAt } = claims;
  const token = new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM, typ: typeOf(purpose) })
    .setJti(id)
    .setIssuer(env().APP_URL)
    .setAudience(audienceOf(purpose))
    .setIssuedAt(secondsOf(issuedAt));
  if (expiresAt) token.setExpirationTime(secondsOf(expiresAt));
  return token.sign(keyFor(purpose));
}

/**
 * The id in a token that we made for this purpose, and whether its time is over; null for every other
 * text, whoever signed it.
 */
export async function readOutreachToken(
  token: string,
  purpose: OutreachPurpose,
  now: Date,
): Promise<{ id: string; expired: boolean } | null> {
  try {
    const { payload } = await jwtVerify(token, keyFor(purpose), {
      algorithms: [ALGORITHM],
      typ: typeOf(purpose),
      issuer: env().APP_URL,
      audience: audienceOf(purpose),
      requiredClaims: purpose === "invitation" ? ["jti", "iat", "exp"] : ["jti", "iat"],
      currentDate: now,
    });
    return payload.jti ? { id: payload.jti, expired: false } : null;
  } catch (error) {
    // The last thing looked at: all else about this one is as we made it.
    const late = error instanceof errors.JWTExpired ? error.payload.jti : undefined;
    return late ? { id: late, expired: true } : null;
  }
}

const typeOf = (purpose: OutreachPurpose) => `${purpose}+jwt`;

const audienceOf = (purpose: OutreachPurpose) => `colloquy-${purpose}`;

const secondsOf = (date: Date) => Math.floor(date.getTime() / 1000);

/** Derived, so that no token signed for the API or for another purpose ever passes. */
const keyFor = (purpose: OutreachPurpose) =>
  createHmac("sha256", env().API_TOKEN_SECRET).update(`outreach:${purpose}`).digest();
