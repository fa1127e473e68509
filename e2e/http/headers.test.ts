import { expect, test } from "vitest";
import { app } from "./support/stack";

test.each(["/", "/sign-in", "/nowhere", "/api/v1/health", "/api/sessions"])(
  "%s tells browsers to keep it out of others' frames, and shared caches to keep nothing",
  async (path) => {
    const { headers } = await fetch(`${app}${path}`, { redirect: "manual" });
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("cache-control")).toMatch(/^private\b.*\bno-store\b/);
  },
);
