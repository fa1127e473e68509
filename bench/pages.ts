import { againstYardstick } from "./against-yardstick";
import type { BenchEnv } from "./environment";
import type { Result } from "./result";

export const title = "Public pages";

const AIM = 0.6;

/**
 * As a visitor who is not signed in sees them, complete, without what the browser fetches after; and
 * what one rendering costs, as everybody gets it who has a page of their own.
 */
export async function run(env: BenchEnv): Promise<Result> {
  const { url } = await env.site();
  const headers = { accept: "text/html" };
  const empty = { url: `${url}/empty`, headers, label: "empty dynamic page" };
  const profile = { url: `${url}/researchers/amara-okafor`, headers };
  const directory = { url: `${url}/researchers`, headers };
  const own = { ...headers, cookie: "next-auth.session-token=none" };
  return {
    rows: [
      await againstYardstick("Profile with open times", profile, empty, AIM),
      await againstYardstick("Directory, first page", directory, empty, AIM),
      await againstYardstick("Profile, one's own rendering", { ...profile, headers: own }, empty),
      await againstYardstick(
        "Directory, one's own rendering",
        { ...directory, headers: own },
        empty,
      ),
    ],
    notes: "Whoever is not signed in shares a rendering with all who come within two seconds.",
  };
}
