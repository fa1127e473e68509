import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import Google from "next-auth/providers/google";
import { database } from "@/lib/platform/context";
import { type Env, env } from "@/lib/platform/env";
import { DomainError } from "@/lib/platform/errors";
import { describeError, log } from "@/lib/platform/log";
import { SignInWithPassword } from "./inputs";
import { loadSessionActor } from "./load-actor";
import { claimsOf, SESSION_SECONDS, sessionCookie } from "./session-token";
import { signInWithGoogle } from "./sign-in-with-google";
import { type SignedInUser, signInWithPassword } from "./sign-in-with-password";

type Provider = NextAuthOptions["providers"][number];

declare module "next-auth" {
  interface User extends SignedInUser {}
}

/**
 * next-auth's options, made at run time from the environment. Tokens hold the user's id and session
 * version (`ver`), compared with the database each time one is used.
 */
export function authOptions(): NextAuthOptions {
  const settings = env();
  process.env.NEXTAUTH_URL ??= settings.APP_URL;
  const cookie = sessionCookie();
  return {
    secret: settings.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: cookie.options.secure,
    cookies: { sessionToken: { name: cookie.name, options: cookie.options } },
    pages: { signIn: "/sign-in", signOut: "/account", error: "/sign-in" },
    providers: [password(), ...google(settings)],
    callbacks: {
      async jwt({ token, user }) {
        const claims = user
          ? { userId: user.id, sessionVersion: user.sessionVersion }
          : claimsOf(token);
        const actor = claims && (await loadSessionActor(database(), claims));
        // next-auth answers with an empty session and clears the cookie.
        if (!claims || !actor) throw new Error("the session was ended");
        return {
          sub: claims.userId,
          ver: claims.sessionVersion,
          name: actor.name,
          email: actor.email,
        };
      },
      session({ session, token }) {
        return { expires: session.expires, user: { name: token.name, email: token.email } };
      },
    },
    logger: {
      error: (code, details) =>
        log.warn({ code, ...describeError("error" in details ? details.error : details) }, "auth"),
      warn: (code) => log.debug({ code }, "auth"),
      debug: () => {},
    },
  };
}

function password(): Provider {
  return Credentials({
    name: "password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials) {
      const input = SignInWithPassword.safeParse(credentials);
      if (!input.success) return null;
      try {
        return await signInWithPassword({ db: database() }, input.data);
      } catch (error) {
        if (error instanceof DomainError) return null;
        throw error;
      }
    },
  });
}

function google({ GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret }: Env) {
  if (!clientId || !clientSecret) return [];
  return [
    Google({
      clientId,
      clientSecret,
      async profile({ email, email_verified: emailVerified, name }) {
        return signInWithGoogle(
          { db: database(), now: new Date() },
          { email, emailVerified: emailVerified === true, name },
        );
      },
    }),
  ];
}

/** Whether the sign-in page offers Google. */
export const hasGoogle = (): boolean => google(env()).length > 0;
