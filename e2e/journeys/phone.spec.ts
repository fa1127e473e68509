import type { Page } from "@playwright/test";
import { CARDS, payWith } from "../support/card";
import { expectNoSidewaysScroll } from "../support/fits";
import { chooseDay, timesOfDay } from "../support/slot-picker";
import { expect, test } from "../support/test";

for (const { width, researcher } of [
  { width: 390, researcher: "Tomasz Wilk" },
  { width: 320, researcher: "Samuel Adeyemi" },
]) {
  test(`a booking on a screen of ${width} pixels @phone`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await page.goto("/");
    await expectNoSidewaysScroll(page);

    await page.goto("/researchers");
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: "Filters" }).click();
    const filters = page.getByRole("complementary", { name: "Filters" });
    await expect(filters).toBeVisible();
    await filters.getByLabel("Verified only").check();
    await filters.getByRole("button", { name: "Show researchers" }).click();
    await expect(page).toHaveURL(/verified=1/);
    await expectNoSidewaysScroll(page);

    await page.locator("main").getByRole("searchbox").fill(researcher);
    await page.locator("main").getByRole("button", { name: "Search" }).click();
    await page.locator("main").getByRole("link", { name: researcher, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: researcher })).toBeVisible();
    await expectNoSidewaysScroll(page);

    const toTimes = page.getByRole("link", { name: "See times" }).first();
    await expect(toTimes).toBeInViewport();
    await expectTouchable(page, "See times");
    await toTimes.click();
    await expect(page.getByRole("heading", { name: "Book a time" })).toBeInViewport();

    await chooseDay(page, 2);
    await timesOfDay(page).first().click();
    const go = page.getByRole("link", { name: "Continue" });
    await expect(go).toBeInViewport();
    await expectNoSidewaysScroll(page);
    await go.click();
    await expect(page).toHaveURL(/\/book\?/);
    await expectNoSidewaysScroll(page);
    await page.getByLabel("Your name").fill("Petra Pocket");
    await page.getByLabel("E-mail").fill(`petra-${crypto.randomUUID()}@readers.example`);
    await page.getByRole("button", { name: "Hold this time and continue to payment" }).click();

    await expect(page.getByLabel("Card number")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await payWith(page, CARDS.pays);
    await expect(
      page.getByRole("heading", { name: `You are booked with ${researcher}` }),
    ).toBeVisible();
    await expect(page.getByRole("link", { name: "Join on Zoom" })).toBeVisible({ timeout: 30_000 });
    await expectNoSidewaysScroll(page);

    await page.getByRole("button", { name: "Menu" }).click();
    await page.locator("#site-menu").getByRole("link", { name: "My sessions" }).click();
    await expect(page).toHaveURL(/\/sessions$/);
    await expect(page.getByRole("heading", { level: 1, name: "My sessions" })).toBeVisible();
    await expect(page.locator("#site-menu")).toBeHidden();
    await expectNoSidewaysScroll(page);
  });
}

/** A finger needs 44 pixels. */
async function expectTouchable(page: Page, link: string): Promise<void> {
  const box = await page.getByRole("link", { name: link }).first().boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  expect(box?.width).toBeGreaterThanOrEqual(44);
}
