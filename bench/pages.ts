import { againstYardstick } from "./against-yardstick";
import type { BenchEnv } from "./environment";
import type { Result } from "./result";

export const title = "Public pages";

const AIM = 0.6;

/** As a visitor who is not signed in sees them, complete, without what the browser fetches after. */
export async function run(env: BenchEnv): Promise<Result> {
  const { url } = await env.site();
  const empty = { url: `${url}/empty`, label: "empty dynamic page" };
  const profile = { url: `${url}/researchers/amara-okafor` };
  const directory = { url: `${url}/researchers` };
  return {
    rows: [
      await againstYardstick("Profile with open times", profile, empty, AIM),
      await againstYardstick("Directory, first page", directory, empty, AIM),
    ],
  };
}
