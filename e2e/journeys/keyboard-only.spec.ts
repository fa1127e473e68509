import type { Page } from "@playwright/test";
import { CARDS, challenge, payButton } from "../support/card";
import { expectFocusKept, expectFocusSeen, tabTo } from "../support/focus";
import { timesOfDay } from "../support/slot-picker";
import { expect, test } from "../support/test";

const RESEARCHER = "Margareta Lindqvist";

test("a booking from the first page to the last by keyboard alone", async ({ page }) => {
  const press = (key: string) => page.keyboard.press(key);
  await page.goto("/");

  await test.step("the first Tab offers the way past the header", async () => {
    await press("Tab");
    await expectFocusSeen(page.getByRole("link", { name: /^Skip/ }));
    await press("Enter");
  });

  await test.step("search, and open the profile", async () => {
    const search = page.locator("main").getByRole("searchbox");
    await tabTo(page, search);
    await expectFocusSeen(search);
    await page.keyboard.type(RESEARCHER);
    await press("Enter");
    await expect(page).toHaveURL(/query=Margareta/);
    const entry = page.locator("main").getByRole("link", { name: RESEARCHER, exact: true });
    await tabTo(page, entry);
    await expect(entry).toBeFocused();
    await press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: RESEARCHER })).toBeVisible();
  });

  await test.step("choose another zone", async () => {
    const zone = page.getByLabel("Show times in another zone");
    await expect(zone.locator("option[value='Europe/Stockholm']")).toBeAttached();
    await tabTo(page, zone);
    await expectFocusSeen(zone);
    await page.keyboard.type("Stockholm");
    await expect(zone).toHaveValue("Europe/Stockholm");
    await expect(page.getByText(/^Times in Stockholm/)).toBeVisible();
  });

  const day = await test.step("move about the date grid", () => moveAboutGrid(page));

  await test.step("choose a time of that day", async () => {
    const time = timesOfDay(page).first();
    await tabTo(page, time);
    await expectFocusSeen(time);
    await press("Enter");
    await expect(time).toHaveAttribute("aria-pressed", "true");
    await expect(time).toBeFocused();
    const go = page.getByRole("link", { name: "Continue" });
    await tabTo(page, go);
    await expectFocusSeen(go);
    await press("Enter");
    await expect(page).toHaveURL(/\/book\?/);
    await expect(page.getByLabel("What you are booking")).toContainText(day);
  });

  await test.step("say who is booking; what is missing is told where it is", async () => {
    const hold = page.getByRole("button", { name: "Hold this time and continue to payment" });
    const name = page.getByLabel("Your name");
    await tabTo(page, name);
    await expectFocusSeen(name);
    await press("Enter");
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await expectFocusKept(page);
    await tabTo(page, name);
    await page.keyboard.type("Kay Boardman");
    await press("Tab");
    await expectFocusSeen(page.getByLabel("E-mail"));
    await page.keyboard.type(`kay-${crypto.randomUUID()}@readers.example`);
    await tabTo(page, hold);
    await expectFocusSeen(hold);
    await press("Enter");
    await expect(page).toHaveURL(/\/checkout\//);
  });

  await test.step("fill the card; Enter finds what is missing", async () => {
    const number = page.getByLabel("Card number");
    await expect(number).toBeVisible();
    await tabTo(page, page.getByLabel(/^Questions for/));
    await page.keyboard.type("Is the price level in figure 2 deflated?");
    await tabTo(page, number);
    await page.keyboard.type(CARDS.asksForAuthentication);
    await press("Enter");
    await expect(page.getByLabel("Expiry date (MM / YY)")).toBeFocused();
    await page.keyboard.type("1234");
    await press("Tab");
    await expect(page.getByLabel("Security code (CVC)")).toBeFocused();
    await page.keyboard.type("123");
    await tabTo(page, payButton(page));
    await expectFocusSeen(payButton(page));
    await press("Enter");
  });

  await test.step("refuse the bank's question with Escape, then answer it", async () => {
    await expect(challenge(page)).toBeVisible();
    await expectFocusKept(page);
    await press("Escape");
    await expect(challenge(page)).toBeHidden();
    await expect(page.getByText("was not confirmed with your bank")).toBeVisible();
    await expectFocusKept(page);
    await tabTo(page, payButton(page));
    await press("Enter");
    const complete = challenge(page).getByRole("button", { name: "Complete authentication" });
    await expect(complete).toBeVisible();
    if (!(await complete.evaluate((button) => button.matches(":focus")))) {
      await tabTo(page, complete, 5);
    }
    await press("Enter");
  });

  await test.step("read what comes next and reach the link", async () => {
    await expect(
      page.getByRole("heading", { name: `You are booked with ${RESEARCHER}` }),
    ).toBeVisible({ timeout: 30_000 });
    const join = page.getByRole("link", { name: "Join on Zoom" });
    await expect(join).toBeVisible({ timeout: 30_000 });
    await tabTo(page, join);
    await expectFocusSeen(join);
  });
});

/** Every key of the date grid pattern; returns the day that Enter chose: "Tuesday 24 November". */
async function moveAboutGrid(page: Page): Promise<string> {
  const focusedDate = () =>
    page.evaluate(() => document.activeElement?.getAttribute("data-date") ?? "none");
  const expectDate = (date: string) => expect.poll(focusedDate).toBe(date);
  const grid = page.getByRole("grid");
  await tabTo(page, grid.locator("button[tabindex='0']"));
  await expectFocusSeen(grid.locator("button:focus"));
  await expect(grid.locator("button[tabindex='0']"), "the grid is one tab stop").toHaveCount(1);

  // A month ahead, so that no key reaches the ends of what can be booked.
  const start = plus(await focusedDate(), { months: 1 });
  await page.keyboard.press("PageDown");
  await expectDate(start);
  for (const [key, expected] of [
    ["ArrowRight", plus(start, { days: 1 })],
    ["ArrowLeft", start],
    ["ArrowDown", plus(start, { days: 7 })],
    ["ArrowUp", start],
    ["Home", monday(start)],
    ["End", plus(monday(start), { days: 6 })],
  ] as const) {
    await page.keyboard.press(key);
    await expectDate(expected);
    await expectFocusSeen(grid.locator("button:focus"));
  }
  const sunday = await focusedDate();
  await page.keyboard.press("PageUp");
  await expectDate(plus(sunday, { months: -1 }));
  await page.keyboard.press("PageDown");
  await expect.poll(focusedDate).toContain(sunday.slice(0, 7));

  // She has hours on working days: a Sunday cannot be chosen, the day after it can.
  await page.keyboard.press("Home");
  await page.keyboard.press("End");
  const before = await page
    .getByRole("region", { name: /^Free times on/ })
    .getAttribute("aria-label");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: before ?? "" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  const label = (await grid.locator("button:focus").getAttribute("aria-label")) ?? "";
  const day = label.replace(/,.*/, "");
  expect(label).toMatch(/, \d+ free times?$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: `Free times on ${day}` })).toBeVisible();
  await expectFocusSeen(grid.locator("button:focus"));
  return day;
}

function plus(date: string, { days = 0, months = 0 }: { days?: number; months?: number }): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  if (months === 0)
    return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)))
    .toISOString()
    .slice(0, 10);
}

const monday = (date: string) => plus(date, { days: -((new Date(date).getUTCDay() + 6) % 7) });
