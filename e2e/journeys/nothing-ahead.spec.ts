import { expect, test } from "../support/test";

test("links in view are not fetched before they are followed", async ({ page }) => {
  const asked: { address: string; isAhead: boolean }[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (!searchParams.has("_rsc")) return;
    asked.push({ address: pathname, isAhead: "next-router-prefetch" in request.headers() });
  });
  for (const address of ["/", "/researchers/amara-okafor", "/researchers"])
    await page.goto(address, { waitUntil: "networkidle" });
  expect(asked).toEqual([]);
  await page.getByRole("contentinfo").getByRole("link", { name: "Terms" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Terms" })).toBeVisible();
  expect(asked).toEqual([{ address: "/terms", isAhead: false }]);
});
