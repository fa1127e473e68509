import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/platform/env";
import { sessionCookie } from "./session-token";

const SECONDS = 24 * 60 * 60;
const SALT = "sign-up";

/**
 * Remembers that this browser chose the password of a new account, so that confirming the address
 * in it signs in at once. Encrypted: it looks the same when there was an account before.
 */
export async function rememberSignUp(userId: string): Promise<void> {
  const token = await encode({
    token: { sub: userId },
    secret: env().NEXTAUTH_SECRET,
    maxAge: SECONDS,
    salt: SALT,
  });
  (await cookies()).set(name(), token, { ...sessionCookie().options, maxAge: SECONDS });
}

/** Whether the account was made in this browser. */
export async function signedUpHere(userId: string): Promise<boolean> {
  const token = (await cookies()).get(name())?.value;
  if (!token) return false;
  try {
    const payload = await decode({ token, secret: env().NEXTAUTH_SECRET, salt: SALT });
    return payload?.sub === userId;
  } catch {
    return false;
  }
}

export async function forgetSignUp(): Promise<void> {
  (await cookies()).set(name(), "", { ...sessionCookie().options, maxAge: 0 });
}

const name = () =>
  sessionCookie().options.secure ? "__Secure-colloquy.sign-up" : "colloquy.sign-up";
