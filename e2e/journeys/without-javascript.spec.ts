import { expect, test } from "../support/test";

test.use({ javaScriptEnabled: false });

test("the first page leads to a profile, and its times to a booking, without JavaScript @every-width", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.locator("main").getByRole("article")).not.toHaveCount(0);
  await page.locator("main").getByRole("searchbox").fill("sleep");
  await page.locator("main").getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/\/researchers\?query=sleep/);
  await expect(page.getByText(/researchers? for “sleep”/)).toBeVisible();
  await page.locator("main").getByRole("link", { name: "Amara Okafor", exact: true }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Amara Okafor" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Papers" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Reviews" })).toBeVisible();
  await expect(page.getByRole("grid")).toBeHidden();
  const times = page.getByRole("listitem").getByRole("link", { name: /\(UTC\)/ });
  await expect(times.first()).toBeVisible();
  await times.nth(2).click();
  await expect(page).toHaveURL(/\/book\?/);
  await expect(page.getByLabel("What you are booking")).toContainText("Amara Okafor");
  await expect(page.getByLabel("Your name")).toBeVisible();
});

test("the directory filters, sorts and pages without JavaScript @every-width", async ({ page }, {
  project,
}) => {
  await page.goto("/researchers");
  const entries = page.locator("main").getByRole("article");
  const all = await entries.count();
  expect(all).toBeGreaterThan(5);
  const first = (await entries.first().textContent()) ?? "";
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(entries.first()).not.toHaveText(first);

  await page.goto("/researchers");
  if (project.name === "phone") await page.getByRole("button", { name: "Filters" }).click();
  const filters = page.getByRole("complementary", { name: "Filters" });
  await filters.getByLabel("Field").selectOption("Neuroscience");
  await filters.getByLabel("Verified only").check();
  await filters.getByRole("button", { name: "Show researchers" }).click();
  await expect(page).toHaveURL(/field=Neuroscience.*verified=1/);
  await expect(page.getByRole("heading", { level: 1, name: "Neuroscience" })).toBeVisible();
  await expect(
    page.locator("main").getByRole("link", { name: "Amara Okafor", exact: true }),
  ).toBeVisible();
  expect(await entries.count()).toBeLessThan(all);
});
