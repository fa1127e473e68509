import { expect, type Locator, type Page } from "@playwright/test";

/** Stripe's test cards. */
export const CARDS = {
  pays: "4242 4242 4242 4242",
  declines: "4000 0000 0000 0002",
  asksForAuthentication: "4000 0025 0000 3155",
} as const;

export const cardNumber = (page: Page): Locator => page.getByLabel("Card number");

export const payButton = (page: Page): Locator => page.getByRole("button", { name: /^Pay \$/ });

/** Fills the card form as a person would; waits until it has loaded. */
export async function fillCard(page: Page, number: string): Promise<void> {
  await cardNumber(page).fill(number);
  await page.getByLabel("Expiry date (MM / YY)").fill("12 / 34");
  await page.getByLabel("Security code (CVC)").fill("123");
}

/** Pays a held session with a card that works, and waits for its page. */
export async function payWith(page: Page, number: string): Promise<void> {
  await fillCard(page, number);
  await payButton(page).click();
  await expect(page).toHaveURL(/\/sessions\/[0-9a-f-]+\?booked=1$/, { timeout: 30_000 });
}

/** The bank's question in the page. */
export const challenge = (page: Page): Locator =>
  page.getByRole("dialog", { name: "Confirm your payment" });
