import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./accessibility";
import { Complaints } from "./complaints";
import { expectNoSidewaysScroll } from "./fits";

/** Looks at pages as they are reached: axe in light and dark, the width, what the browser says. */
export class Examiner {
  readonly #complaints: Complaints;

  constructor(private readonly page: Page) {
    this.#complaints = new Complaints(page);
  }

  /**
   * @param sign shows that the page has come to the state to be looked at
   * @param expected complaints that belong to this state, e.g. the 402 of a declined card
   */
  async examine(sign: Locator, expected?: RegExp): Promise<void> {
    const { page } = this;
    await expect(sign).toBeVisible({ timeout: 20_000 });
    await page.evaluate(() => document.fonts.ready);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await wear(page, "dark");
    await expectAccessible(page, { coloursOnly: true });
    await wear(page, "light");
    this.#complaints.expectNone(page.url(), expected);
  }

  /** Goes to an address and looks at it; the sign is a heading unless another is given. */
  async visit(path: string, sign: string | RegExp | Locator, expected?: RegExp): Promise<void> {
    await this.page.goto(path);
    const isWords = typeof sign === "string" || sign instanceof RegExp;
    const locator = isWords ? this.page.getByRole("heading", { name: sign }).first() : sign;
    await this.examine(locator, expected);
  }
}

/** Changes the colour scheme, and lets every colour follow at once: no frame need be waited for. */
async function wear(page: Page, colorScheme: "dark" | "light"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  const query = `(prefers-color-scheme: ${colorScheme})`;
  await page.waitForFunction((text) => matchMedia(text).matches, query, { polling: 20 });
  await page.evaluate(() => {
    const ending = () =>
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    // What one transition's end lets others begin ends too.
    for (let round = 0; round < 20 && ending().length > 0; round++) {
      for (const animation of ending()) animation.finish();
    }
  });
}
