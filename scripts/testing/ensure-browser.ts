import { chromium } from "@playwright/test";
import { findBrowser } from "../browser";
import { runTool, runVisible } from "./run-visible";

/**
 * The path of a Chromium, installed when there is none: by Playwright, else, as root on a system
 * with apt, from the distribution. Throws with what a person can do.
 */
export async function ensureBrowser(): Promise<string> {
  const find = () => findBrowser(process.env, chromium.executablePath());
  const found = find();
  if (found) return found;
  console.log("No Chromium found; installing the one that Playwright offers ...");
  await runTool("playwright", ["install", "--with-deps", "chromium"]);
  const downloaded = find();
  if (downloaded) return downloaded;
  if (process.getuid?.() === 0) {
    console.log("Installing the distribution's chromium ...");
    await runVisible("apt-get", ["update"]);
    await runVisible("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], {
      DEBIAN_FRONTEND: "noninteractive",
    });
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(
    "The journeys need Chromium and none could be installed. Install chromium or google-chrome, " +
      "or set CHROMIUM_PATH to a browser's executable.",
  );
}
