import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What another colour scheme can change. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Fails with each serious or critical violation of WCAG 2.2 A and AA that axe finds on the page. */
export async function expectAccessible(page: Page, { coloursOnly = false } = {}): Promise<void> {
  // The title may be streamed after what stands on the page.
  await expect(page, `the title of ${page.url()}`).toHaveTitle(/\S/);
  const axe = new AxeBuilder({ page });
  if (coloursOnly) axe.withRules(COLOUR_RULES);
  else axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  const { violations } = await axe.analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
    }));
  const { pathname } = new URL(page.url());
  expect(serious, `axe on ${pathname}${coloursOnly ? " in the dark" : ""}`).toEqual([]);
}
