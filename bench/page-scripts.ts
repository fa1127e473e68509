import { type Browser, chromium } from "@playwright/test";
import { browserFlags } from "@/scripts/browser";
import { ensureBrowser } from "@/scripts/testing/ensure-browser";
import type { BenchEnv } from "./environment";
import type { Result, Row } from "./result";

export const title = "JavaScript of a page, above Next's empty one";

const AIM_KB = 40;
const PAGES = {
  "Profile with slot picker": "/researchers/amara-okafor",
  Directory: "/researchers",
  "First page": "/",
  "Sign in": "/sign-in",
};

/** Every script that a browser fetches until the page is still, compressed as it came over the wire. */
export async function run(env: BenchEnv): Promise<Result> {
  const { url } = await env.site();
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: browserFlags,
  });
  try {
    const floor = await scriptKilobytes(browser, `${url}/empty`);
    const rows: Row[] = [];
    for (const [label, path] of Object.entries(PAGES)) {
      const above = (await scriptKilobytes(browser, url + path)) - floor;
      const aim = `at most ${AIM_KB} kB`;
      rows.push({ label, figure: above, unit: "kB gz", aim, met: above <= AIM_KB });
    }
    return { rows, notes: `The empty page itself fetches ${floor.toFixed(1)} kB.` };
  } finally {
    await browser.close();
  }
}

async function scriptKilobytes(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() !== "script") return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await page.close();
  if (bytes === 0) throw new Error(`${url} fetched no script`);
  return bytes / 1000;
}
