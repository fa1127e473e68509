import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SETTINGS } from "@/lib/platform/settings.fixture";

const CLAIMS = { userId: "11111111-1111-4111-8111-111111111111", sessionVersion: 3 };

/** The settings are read once by a process: each test begins with another. */
async function withAppUrl(url: string) {
  Object.assign(process.env, SETTINGS, { APP_URL: url });
  vi.resetModules();
  return { ...(await import("./session-token")), ...(await import("./next-auth")) };
}

beforeEach(() => vi.resetModules());
afterEach(() => void Object.assign(process.env, SETTINGS));

test("over https no script, no other site's post and no other host can touch the session", async () => {
  const { sessionCookie, authOptions } = await withAppUrl("https://colloquy.example");
  expect(sessionCookie()).toEqual({
    name: "__Host-next-auth.session-token",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
  });
  const { useSecureCookies, cookies } = authOptions();
  // next-auth's own cookies, for its forms and for Google, are then __Host- and __Secure- too.
  expect(useSecureCookies).toBe(true);
  expect(cookies?.sessionToken).toEqual(sessionCookie());
});

test("without https the session is kept from scripts and other sites all the same", async () => {
  const { sessionCookie, authOptions } = await withAppUrl("http://localhost:3000");
  expect(sessionCookie()).toEqual({
    name: "next-auth.session-token",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure: false },
  });
  expect(authOptions().useSecureCookies).toBe(false);
});

test("a session's token says who it is for, and no other token of ours passes for one", async () => {
  const { decodeSessionToken, encodeSessionToken } = await withAppUrl("https://colloquy.example");
  expect(await decodeSessionToken(await encodeSessionToken(CLAIMS))).toEqual(CLAIMS);
  const token = { sub: CLAIMS.userId, ver: 3 };
  const secret = SETTINGS.NEXTAUTH_SECRET;
  const others = [
    undefined,
    "",
    "x.y.z",
    await encode({ token, secret: "another secret, as long" }),
    await encode({ token, secret, salt: "sign-up" }),
    await encode({ token: { sub: CLAIMS.userId }, secret }),
    await encode({ token: { ...token, sub: "ada" }, secret }),
    await encode({ token, secret, maxAge: -60 }),
  ];
  for (const other of others) expect(await decodeSessionToken(other)).toBeNull();
});
