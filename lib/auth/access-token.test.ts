import { SignJWT } from "jose";
import { beforeAll, expect, test } from "vitest";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { ACCESS_TOKEN_SECONDS, signAccessToken, verifyAccessToken } from "./access-token";
import { NOW } from "./accounts.fixture";

beforeAll(() => {
  Object.assign(process.env, SETTINGS);
});

const claims = {
  userId: "0a54a2b8-6e0c-4b6d-9a36-1d3c4d1f0c11",
  grantId: "5cbd2d0f-57e2-4a13-8f4d-0d5f7e0d1c22",
  sessionVersion: 3,
};
const issuedAt = NOW.getTime() / 1000;
const payload = {
  sub: claims.userId,
  jti: claims.grantId,
  ver: 3,
  iss: SETTINGS.APP_URL,
  aud: "colloquy-api",
  iat: issuedAt,
  exp: issuedAt + 60,
};

const sign = (
  body: Record<string, unknown>,
  header: { alg: string; typ?: string } = { alg: "HS256", typ: "at+jwt" },
  secret = SETTINGS.API_TOKEN_SECRET,
) => new SignJWT(body).setProtectedHeader(header).sign(new TextEncoder().encode(secret));

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("a token says who, under which grant and version, until its hour is over", async () => {
  const token = await signAccessToken(claims, NOW);
  const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
  expect(await verifyAccessToken(token, at(ACCESS_TOKEN_SECONDS - 1))).toEqual(claims);
  expect(await verifyAccessToken(token, at(ACCESS_TOKEN_SECONDS))).toBeNull();
});

test("the hand-made token that the refused ones differ from is accepted", async () => {
  expect(await verifyAccessToken(await sign(payload), NOW)).toEqual(claims);
});

test.each([
  ["another audience", { ...payload, aud: "other" }],
  ["another issuer", { ...payload, iss: "https://evil.example" }],
  ["no expiry", { ...payload, exp: undefined }],
  ["no subject", { ...payload, sub: undefined }],
  ["no id", { ...payload, jti: undefined }],
  ["no time of issue", { ...payload, iat: undefined }],
  ["an id that is none", { ...payload, jti: "1" }],
  ["no version", { ...payload, ver: undefined }],
])("a token with %s is refused", async (_, body) => {
  expect(await verifyAccessToken(await sign(body), NOW)).toBeNull();
});

test("another algorithm, another type, another key and no signature are refused", async () => {
  const refused = await Promise.all([
    sign(payload, { alg: "HS512", typ: "at+jwt" }),
    sign(payload, { alg: "HS256", typ: "JWT" }),
    sign(payload, { alg: "HS256" }),
    sign(payload, undefined, SETTINGS.NEXTAUTH_SECRET),
    `${base64({ alg: "none", typ: "at+jwt" })}.${base64(payload)}.`,
    `${(await sign(payload)).split(".").slice(0, 2).join(".")}.`,
    "not.a.token",
    "",
  ]);
  for (const token of refused) expect(await verifyAccessToken(token, NOW), token).toBeNull();
});
