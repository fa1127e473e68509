import { expect, type Page } from "@playwright/test";

/** Fails when the page is wider than its window, naming what sticks out. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return { isWider: scrollWidth > clientWidth, wide: scrollWidth > clientWidth ? wide : [] };
  });
  expect(found, `${page.url()} fits its window`).toEqual({ isWider: false, wide: [] });
}
