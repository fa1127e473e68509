import { expect, test } from "vitest";
import { nonceIn } from "@/app/_pages/page-policy";
import { app } from "./support/stack";

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${app}${path}`, { redirect: "manual", headers: { accept: "text/html", ...headers } });

// Shared by all visitors, somebody's own, a form, one that leads nowhere, and one that is redirected to sign in.
const PAGES = ["/", "/researchers", "/sign-in", "/docs/api", "/nowhere"];

test.each([...PAGES, "/account", "/api/v1/health", "/api/sessions", "/api/nowhere"])(
  "%s tells browsers to keep it out of others' frames, and shared caches to keep nothing",
  async (path) => {
    const { headers } = await ask(path);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("cache-control")).toMatch(/^private\b.*\bno-store\b/);
  },
);

/** The policy's nonce, after a look at whether every script of the page carries it. */
async function nonceOf(response: Response): Promise<string> {
  const policy = response.headers.get("content-security-policy") ?? "";
  const nonce = nonceIn(policy) ?? "";
  expect(policy).toMatch(/script-src 'nonce-[^']{32,}' 'strict-dynamic' /);
  expect(policy).not.toContain("unsafe-eval");
  expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain("unsafe-inline");
  const scripts = (await response.text()).match(/<script(?![^>]*ld\+json)[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(2);
  expect(scripts.filter((tag) => !tag.includes(` nonce="${nonce}"`))).toEqual([]);
  return nonce;
}

test.each(PAGES)("every script of %s carries the nonce of this one answer", async (path) => {
  const signedOut = [await nonceOf(await ask(path)), await nonceOf(await ask(path))];
  // With a cookie the page is nobody's but the visitor's.
  const own = await nonceOf(await ask(path, { cookie: "next-auth.session-token=none" }));
  expect(new Set([...signedOut, own]).size).toBe(3);
});

test("a nonce that a visitor brings along is not taken", async () => {
  const given = "AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHH";
  for (const path of PAGES) {
    const headers = { "content-security-policy": `script-src 'nonce-${given}'` };
    expect(await nonceOf(await ask(path, headers))).not.toBe(given);
  }
});

const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

test.each(["/api/v1/health", "/api/nowhere", "/api/auth/session", "/avatars/none"])(
  "%s is no page: shown as one it could load, run and send nothing",
  async (path) => {
    const { headers } = await ask(path);
    expect(headers.get("content-security-policy")).toBe(NO_PAGE);
  },
);

test("what scripts ask for is no page either", async () => {
  const { headers } = await fetch(`${app}/sign-in`, { headers: { rsc: "1" } });
  expect(headers.get("content-type")).toContain("text/x-component");
  expect(headers.get("content-security-policy")).toBe(NO_PAGE);
});
