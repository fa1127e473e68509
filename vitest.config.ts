import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Far from UTC, and a zone that once skipped a whole day: hidden local-time assumptions fail.
process.env.TZ = "Pacific/Apia";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // What is waited for comes when it comes: others may be using the machine.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{app,bench,components,db,lib,sandbox,scripts}/**/*.test.{ts,tsx}"],
          globalSetup: ["scripts/vitest-global-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "http",
          include: ["e2e/http/**/*.test.ts"],
          globalSetup: ["scripts/testing/http-setup.ts"],
        },
      },
    ],
  },
});
