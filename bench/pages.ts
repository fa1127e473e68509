import { againstYardstick } from "./against-yardstick";
import type { BenchEnv } from "./environment";
import type { Result } from "./result";

export const title = "Public pages";

const AIM = 0.6;

/** As a visitor who is not signed in sees them, complete, without what the browser fetches after. */
export async function run(env: BenchEnv): Promise<Result> {
  const { url } = await env.site();
  const headers = { accept: "text/html" };
  const empty = { url: `${url}/empty`, headers, label: "empty dynamic page" };
  const profile = { url: `${url}/researchers/amara-okafor`, headers };
  const directory = { url: `${url}/researchers`, headers };
  return {
    rows: [
      await againstYardstick("Profile with open times", profile, empty, AIM),
      await againstYardstick("Directory, first page", directory, empty, AIM),
    ],
  };
}
