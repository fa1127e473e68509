import { DEMO_PASSWORD } from "@/db/seed/accounts";
import { againstYardstick } from "./against-yardstick";
import type { BenchEnv } from "./environment";
import type { Result } from "./result";
import { MANY, type Site } from "./site/start-site";

export const title = "API endpoints, authentication included";

const AIM = 0.5;

/** With an access token, as a third party asks; logs are written as in production. */
export async function run(env: BenchEnv): Promise<Result> {
  const site = await env.site();
  const headers = { authorization: `Bearer ${await accessToken(site)}` };
  const bare = { url: `${site.url}/bare`, label: "bare route handler" };
  const consulting = `${site.url}/api/v1/consulting`;
  const slots = `${consulting}/time-slots?${await slotQuery(site)}`;
  const directory = `${consulting}/researchers`;
  return {
    rows: [
      await againstYardstick("Slots of a date", { url: slots, headers }, bare, AIM),
      await againstYardstick("Directory, first page", { url: directory, headers }, bare, AIM),
    ],
    notes: `The directory has ${MANY.toLocaleString("en-US")} researchers and the demo's, 20 to a page.`,
  };
}

async function accessToken(site: Site): Promise<string> {
  const response = await fetch(`${site.url}/api/v1/auth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "reader@colloquy.example", password: DEMO_PASSWORD }),
  });
  const body = (await response.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(`No token: ${response.status}`);
  return body.access_token;
}

/** A researcher's next day with free times. */
async function slotQuery({ database }: Site): Promise<URLSearchParams> {
  const [row] = await database.db.$client`
    select id, to_char(next_available_at at time zone time_zone, 'YYYY-MM-DD') as date
    from researchers where slug = 'amara-okafor'`;
  return new URLSearchParams({ researcher_id: row?.id, date: row?.date });
}
