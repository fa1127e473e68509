import { randomUUID } from "node:crypto";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/platform/env";
import { sessionCookie } from "./session-token";

// As long as the mailed link works.
const SECONDS = 72 * 60 * 60;
const SALT = "sign-up";

/**
 * Remembers that this browser chose the password of a new account, so that confirming the address
 * in it signs in at once. Encrypted, and written too when no account was made (null): the answer
 * looks the same then, and an earlier sign-up in this browser is kept.
 */
export async function rememberSignUp(userId: string | null): Promise<void> {
  const token = await encode({
    token: { sub: userId ?? (await rememberedUser()) ?? randomUUID() },
    secret: env().NEXTAUTH_SECRET,
    maxAge: SECONDS,
    salt: SALT,
  });
  (await cookies()).set(name(), token, { ...sessionCookie().options, maxAge: SECONDS });
}

/** Whether the account was made in this browser. */
export const signedUpHere = async (userId: string): Promise<boolean> =>
  (await rememberedUser()) === userId;

async function rememberedUser(): Promise<string | null> {
  const token = (await cookies()).get(name())?.value;
  if (!token) return null;
  try {
    const payload = await decode({ token, secret: env().NEXTAUTH_SECRET, salt: SALT });
    return payload?.sub ?? null;
  } catch {
    return null;
  }
}

export async function forgetSignUp(): Promise<void> {
  (await cookies()).set(name(), "", { ...sessionCookie().options, maxAge: 0 });
}

const name = () =>
  sessionCookie().options.secure ? "__Host-colloquy.sign-up" : "colloquy.sign-up";
