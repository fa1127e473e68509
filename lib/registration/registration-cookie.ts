import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { sessionCookie } from "@/lib/auth/session-token";
import { env } from "@/lib/platform/env";
import type { Credential } from "./registrant";

const SECONDS = 7 * 24 * 60 * 60;
const SALT = "registration";

export type LinkCredential = Exclude<Credential, { kind: "account" }>;

const Kept = z.object({ kind: z.enum(["invitation", "claim"]), token: z.string() });

/**
 * Keeps what a mailed link carries, encrypted, so that it stands in no address from then on: neither in
 * the browser's history nor in what a page tells the next one of where it was followed from.
 */
export async function keepCredential({ kind, token }: LinkCredential): Promise<void> {
  const kept = await encode({
    token: { kind, token },
    secret: env().NEXTAUTH_SECRET,
    maxAge: SECONDS,
    salt: SALT,
  });
  (await cookies()).set(name(), kept, { ...options(), maxAge: SECONDS });
}

export async function keptCredential(): Promise<LinkCredential | null> {
  const kept = (await cookies()).get(name())?.value;
  if (!kept) return null;
  try {
    const payload = await decode({ token: kept, secret: env().NEXTAUTH_SECRET, salt: SALT });
    return Kept.parse(payload);
  } catch {
    return null;
  }
}

export async function forgetCredential(): Promise<void> {
  (await cookies()).set(name(), "", { ...options(), maxAge: 0 });
}

const options = () => ({ ...sessionCookie().options, path: "/register" });

const name = () =>
  sessionCookie().options.secure ? "__Secure-colloquy.registration" : "colloquy.registration";
