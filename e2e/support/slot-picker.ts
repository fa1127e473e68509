import { expect, type Locator, type Page } from "@playwright/test";

/** The days of the shown month that have free times. */
export const freeDays = (page: Page): Locator =>
  page.getByRole("grid").getByRole("button", { name: /, \d+ free times?$/ });

/** Chooses the nth free day from today on, turning pages of the calendar where it must. */
export async function chooseDay(page: Page, nth: number): Promise<void> {
  const grid = page.getByRole("grid");
  await expect(grid).toBeVisible();
  for (let left = nth; ; ) {
    const count = await freeDays(page).count();
    if (left < count) return freeDays(page).nth(left).click();
    left -= count;
    const shown = await grid.getAttribute("aria-labelledby");
    const month = page.locator(`[id="${shown}"]`);
    const before = (await month.textContent()) ?? "";
    await page.getByRole("button", { name: "Next month" }).click();
    await expect(month).not.toHaveText(before);
  }
}

/** The buttons of the chosen day's free times. */
export const timesOfDay = (page: Page): Locator =>
  page.getByRole("region", { name: /^Free times on / }).getByRole("button");

/** Chooses a day and its first time, and goes on to the booking; returns the time chosen: "14:00". */
export async function chooseTime(page: Page, { day = 3 } = {}): Promise<string> {
  await chooseDay(page, day);
  const time = timesOfDay(page).first();
  await time.click();
  await expect(time).toHaveAttribute("aria-pressed", "true");
  const words = (await time.textContent()) ?? "";
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/book\?/);
  return words;
}
