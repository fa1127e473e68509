import { expect, test } from "../support/test";

test("links in view are fetched once they are followed, and show the wait", async ({ page }) => {
  const asked: { address: string; isAhead: boolean }[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (!searchParams.has("_rsc")) return;
    asked.push({ address: pathname, isAhead: "next-router-prefetch" in request.headers() });
  });
  for (const address of ["/", "/researchers/amara-okafor", "/researchers"])
    await page.goto(address, { waitUntil: "networkidle" });
  expect(asked).toEqual([]);
  // The answer is kept back until the wait has been seen: the browser shows nothing of its own.
  const wait = page.locator(".link-progress");
  let letPass: () => void = () => undefined;
  const isSeen = new Promise<void>((resolve) => {
    letPass = resolve;
  });
  await page.route("**/terms?_rsc=*", async (route) => {
    await isSeen;
    await route.continue();
  });
  await page.getByRole("contentinfo").getByRole("link", { name: "Terms" }).click();
  await expect(wait).toBeVisible();
  letPass();
  await expect(page.getByRole("heading", { level: 1, name: "Terms" })).toBeVisible();
  await expect(wait).toBeHidden();
  expect(asked).toEqual([{ address: "/terms", isAhead: false }]);
});
