import { existsSync } from "node:fs";
import path from "node:path";

/** Besides what the browser's own defaults do: no sandbox as root, and no calls home. */
export const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The Chromium for the journeys: the one named by CHROMIUM_PATH, else the one that Playwright
 * installed, else the system's. Undefined when there is none; throws when CHROMIUM_PATH names a
 * file that is not there, because a person meant that one.
 */
export function findBrowser(
  env: Record<string, string | undefined>,
  playwrightPath: string,
  exists: (file: string) => boolean = existsSync,
): string | undefined {
  if (env.CHROMIUM_PATH) {
    if (exists(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, and there is no such file`);
  }
  if (playwrightPath && exists(playwrightPath)) return playwrightPath;
  const folders = (env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return systemNames
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => exists(file));
}
