import { readFileSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";
import { browserFlags } from "./scripts/browser";
import type { StackAddresses } from "./scripts/stack-addresses";

const file = process.env.COLLOQUY_STACK ?? ".data/demo.json";
const { app } = JSON.parse(readFileSync(file, "utf8")) as StackAddresses;
const { CHROMIUM_PATH } = process.env;

/** A journey runs at desktop width unless its title or tag says `@phone` or `@every-width`. */
export default defineConfig({
  testDir: "e2e/journeys",
  outputDir: "test-results",
  timeout: 120_000,
  expect: { timeout: 25_000 },
  fullyParallel: false,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  reporter: "list",
  use: {
    baseURL: app,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    locale: "en-US",
    timezoneId: "America/New_York",
    colorScheme: "light",
    reducedMotion: "reduce",
    launchOptions: {
      args: browserFlags,
      ...(CHROMIUM_PATH && { executablePath: CHROMIUM_PATH }),
    },
  },
  projects: [
    {
      name: "desktop",
      grepInvert: /@phone\b/,
      use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 } },
    },
    {
      name: "phone",
      grep: /@phone\b|@every-width\b/,
      use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } },
    },
  ],
});
