import { expect, test } from "vitest";
import { newNonce, nonceIn, pagePolicy } from "./page-policy";

const REAL = {
  APP_URL: "https://colloquy.example",
  STRIPE_API_BASE: "https://api.stripe.com",
  STRIPE_JS_URL: undefined,
};
const STAND_IN = {
  APP_URL: "http://localhost:3000",
  STRIPE_API_BASE: "http://127.0.0.1:4000",
  STRIPE_JS_URL: "http://127.0.0.1:4000/stripe.js",
};

const read = (policy: string): Record<string, string[]> =>
  Object.fromEntries(
    policy.split("; ").map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values];
    }),
  );

test("a page runs the scripts of its nonce and what they fetch, and takes cards with Stripe", () => {
  expect(read(pagePolicy("abc", REAL))).toEqual({
    "default-src": ["'none'"],
    "script-src": [
      "'nonce-abc'",
      "'strict-dynamic'",
      "'self'",
      "https://js.stripe.com",
      "https://*.js.stripe.com",
    ],
    "style-src": ["'self'", "'unsafe-inline'"],
    "style-src-elem": ["'self'", "'nonce-abc'"],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "https://*.stripe.com"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", "https://api.stripe.com"],
    "frame-src": ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
    "form-action": ["'self'", "https://*.stripe.com"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "upgrade-insecure-requests": [],
  });
});

test("with a stand-in for Stripe, its origin takes the place of Stripe's, and http stays http", () => {
  const policy = read(pagePolicy("abc", STAND_IN));
  const origin = "http://127.0.0.1:4000";
  for (const name of ["script-src", "img-src", "connect-src", "frame-src", "form-action"])
    expect(policy[name], name).toContain(origin);
  expect(JSON.stringify(policy)).not.toContain("stripe.com");
  expect(policy).not.toHaveProperty("upgrade-insecure-requests");
});

test("nothing is evaluated from text, but in development", () => {
  expect(pagePolicy("abc", STAND_IN)).not.toContain("unsafe-eval");
  expect(pagePolicy("abc", STAND_IN, true)).toContain("'unsafe-eval'");
});

test("every nonce is another, and can be read from the policy that carries it", () => {
  const [one, two] = [newNonce(), newNonce()];
  expect(one).not.toBe(two);
  // What Next takes for a nonce.
  expect(one).toMatch(/^[A-Za-z0-9+/_-]{32,}={0,2}$/);
  expect(nonceIn(pagePolicy(one, REAL))).toBe(one);
  expect(nonceIn("default-src 'none'")).toBeUndefined();
  expect(nonceIn(null)).toBeUndefined();
});
