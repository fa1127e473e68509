import type { Page } from "@playwright/test";
import type { Sql } from "postgres";
import { CARDS, payWith } from "../support/card";
import { expectNoSidewaysScroll } from "../support/fits";
import { expectFocusSeen, tabTo } from "../support/focus";
import { type Researcher, registerResearcher } from "../support/people";
import { signIn } from "../support/sign-in";
import { chooseTime, freeDays } from "../support/slot-picker";
import { expect, test } from "../support/test";

const cell = (page: Page, name: string) => page.getByRole("button", { name });
const save = (page: Page) => page.getByRole("button", { name: /^Save hours/ });
const saved = (page: Page) => page.getByText("Saved. Readers see these hours");

const rulesOf = async (sql: Sql, { slug }: Researcher) => {
  const rows = await sql<{ rule: string }[]>`
    select weekday || ' ' || start_minute || '-' || end_minute as rule
    from availability_rules a join researchers r on r.id = a.researcher_id
    where slug = ${slug} order by weekday, start_minute`;
  return rows.map(({ rule }) => rule);
};

test("a researcher without hours opens some with the mouse, and gets booked", async ({
  page,
  browser,
  stack,
  sql,
  reader,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql);
  await signInAs(owner.email, owner.password);
  await page.goto("/dashboard/availability");
  await expect(page.getByText("Readers see no times in the coming 4 weeks.")).toBeVisible();

  await cell(page, "Monday 09:00, closed").hover();
  await page.mouse.down();
  await cell(page, "Wednesday 11:30, closed").hover();
  await page.mouse.up();
  await expect(page.getByLabel("Tuesday, from")).toHaveValue("09:00");
  await expect(page.getByLabel("Tuesday, to")).toHaveValue("12:00");
  await expect(page.getByText(/^Readers see \d+ times in the coming 4 weeks/)).toBeVisible();
  await expect(page.getByText("You have changes that are not saved.")).toBeVisible();
  await save(page).click();
  await expect(saved(page)).toBeVisible();
  expect(await rulesOf(sql, owner)).toEqual(["1 540-720", "2 540-720", "3 540-720"]);
  const shown = await page.locator("#preview li").first().textContent();

  const other = await browser.newContext();
  await signIn(other, stack.app, reader.email, reader.password);
  const theirs = await other.newPage();
  await theirs.goto(`${stack.app}/researchers/${owner.slug}`);
  await expect(freeDays(theirs).first()).toBeVisible();
  const first = await freeDays(theirs).first().getAttribute("aria-label");
  // The preview and the reader's calendar tell of the same day, and of as many times on it.
  const [, day, times] = /^(.*), (\d+) free times?$/.exec(first ?? "") ?? [];
  expect(shown).toContain(day);
  await expect(page.locator("#preview li").first().locator("span")).toHaveCount(Number(times));
  await chooseTime(theirs, { day: 0 });
  await theirs.getByRole("button", { name: "Hold this time and continue to payment" }).click();
  await payWith(theirs, CARDS.pays);
  await other.close();

  await page.goto("/dashboard/bookings");
  await expect(page.getByRole("link", { name: reader.name })).toBeVisible();
  await page.goto("/dashboard/availability");
  await expect(page.locator("#preview li").first().locator("span")).toHaveCount(Number(times) - 1);
});

test("a week is edited by keyboard only, in the grid and by typing", async ({
  page,
  stack,
  sql,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql);
  await signInAs(owner.email, owner.password);
  await page.goto("/dashboard/availability");
  await tabTo(page, cell(page, "Monday 09:00, closed"));
  await expectFocusSeen(cell(page, "Monday 09:00, closed"));
  await page.keyboard.press("Enter");
  for (let half = 0; half < 3; half++) await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText("Monday 09:00 to 11:00.")).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await expect(cell(page, "Tuesday 10:30, open")).toBeFocused();
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Space");
  await expect(page.getByText("Tuesday 10:30 to 11:00.")).toBeAttached();
  await page.keyboard.press("End");
  await expect(cell(page, "Sunday 10:00, closed")).toBeFocused();

  await tabTo(page, page.getByLabel("Monday, to"));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("1245");
  await tabTo(page, page.getByRole("button", { name: "Copy Monday to other days" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("checkbox", { name: "Friday" }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Copy Monday", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Friday, to")).toHaveValue("12:45");
  await expect(cell(page, "Friday 12:30, partly open")).toBeAttached();
  await tabTo(page, save(page), 120);
  await page.keyboard.press("Enter");
  await expect(saved(page)).toBeVisible();
  expect(await rulesOf(sql, owner)).toEqual(["1 540-765", "2 630-660", "5 540-765"]);
});

test("at phone width hours are typed; what is wrong stands beside its field @phone", async ({
  page,
  stack,
  sql,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql);
  await signInAs(owner.email, owner.password);
  await page.goto("/dashboard/availability");
  await expect(page.getByRole("grid", { name: "Hours of your week" })).toBeHidden();
  await tabTo(page, page.getByRole("button", { name: "Add hours on Thursday" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Thursday, to"));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("8");
  await page.keyboard.press("Tab");
  const problem = page.getByText("This must be after the start; past midnight it is 32:00.");
  await expect(problem).toBeVisible();
  await expect(page.getByText("Mend the hours marked above")).toBeVisible();
  await save(page).press("Enter");
  await expect(page.getByLabel("Thursday, to")).toBeFocused();
  expect(await rulesOf(sql, owner)).toEqual([]);

  // What is not saved outlives the page.
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("16:30");
  await page.getByLabel("Time zone", { exact: true }).selectOption("Asia/Tokyo");
  await page.reload();
  await expect(page.getByText("Changes that you have not saved are still here")).toBeVisible();
  await expect(page.getByLabel("Thursday, to")).toHaveValue("16:30");
  await save(page).press("Enter");
  await expect(saved(page)).toContainText("Tokyo");
  expect(await rulesOf(sql, owner)).toEqual(["4 540-990"]);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(page);
});

test("bookings outside new hours are listed before they are saved, and stay", async ({
  page,
  stack,
  sql,
  reader,
  bookings,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql, { hours: { from: 540, to: 1020 } });
  const { id, startsAt } = await bookings.book(reader, owner.slug);
  await signInAs(owner.email, owner.password);
  await page.goto("/dashboard/availability");
  const weekday = startsAt.toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" });
  await page.getByRole("button", { name: `Remove ${weekday}`, exact: true }).click();
  const listed = page
    .getByRole("status")
    .filter({ hasText: "One booking lies outside these hours" });
  await expect(listed.getByRole("link", { name: reader.name })).toBeVisible();
  await page.getByRole("button", { name: "Save hours, and keep the booking" }).click();
  await expect(saved(page)).toBeVisible();
  expect(await rulesOf(sql, owner)).toHaveLength(6);
  const [row] = await sql`select state, starts_at from sessions where id = ${id}`;
  expect(row).toMatchObject({ state: "confirmed", starts_at: startsAt });
});

test("single dates, time off and travel are kept by themselves, after their bookings were listed", async ({
  page,
  stack,
  sql,
  reader,
  bookings,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql, { hours: { from: 540, to: 1020 } });
  const { startsAt } = await bookings.book(reader, owner.slug);
  const date = startsAt.toISOString().slice(0, 10);
  await signInAs(owner.email, owner.password);
  await page.goto("/dashboard/availability");
  const dates = page.getByRole("region", { name: "Single dates" });
  const day = startsAt.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  const inGrid = dates.getByRole("grid").getByRole("button", { name: new RegExp(` ${day},`) });
  await expect(dates.getByRole("grid")).toBeVisible();
  if ((await inGrid.count()) === 0) await dates.getByRole("button", { name: "Next month" }).click();
  await inGrid.click();
  await dates.getByRole("button", { name: "Close this date" }).click();
  await expect(dates.getByRole("link", { name: reader.name })).toBeVisible();
  const overrides = () => sql<{ ranges: unknown }[]>`
    select ranges from availability_overrides o join researchers r on r.id = o.researcher_id
    where slug = ${owner.slug}`;
  expect(await overrides()).toHaveLength(0);
  await dates.getByRole("button", { name: "Close this date, and keep the booking" }).click();
  await expect(inGrid).toHaveAccessibleName(/hours of its own, closed$/);
  expect(await overrides()).toMatchObject([{ ranges: [] }]);
  await dates.getByRole("button", { name: "Back to the usual hours" }).click();
  await expect(inGrid).toHaveAccessibleName(/, 09:00 to 17:00$/);

  const off = page.getByRole("region", { name: "Time off" });
  await off.getByRole("button", { name: "Add time off" }).click();
  await expect(off.getByText("This is missing: choose a date and a time.")).toHaveCount(2);
  await off.getByLabel("Away from").fill(`${date}T00:00`);
  await off.getByLabel("Back at").fill(`${date}T23:00`);
  await off.getByLabel("Note to yourself").fill("Field work");
  await off.getByRole("button", { name: "Add time off" }).click();
  await off.getByRole("button", { name: "Add time off, and keep the booking" }).click();
  await expect(off.getByRole("listitem").filter({ hasText: "Field work" })).toContainText("23:00");
  await off.getByRole("button", { name: /^Remove/ }).click();
  await expect(off.getByRole("listitem")).toHaveCount(0);

  const travel = page.getByRole("region", { name: "Travel" });
  await travel.getByRole("button", { name: "Add the journey" }).click();
  await expect(travel.getByText("This is missing: choose a date.")).toHaveCount(2);
  await travel.getByLabel("First day").fill(date);
  await travel.getByLabel("Last day").fill(date);
  await travel.getByLabel("Time zone there").selectOption("Pacific/Auckland");
  await travel.getByRole("button", { name: "Add the journey" }).click();
  await travel.getByRole("button", { name: "Add the journey, and keep the booking" }).click();
  await expect(travel.getByRole("listitem")).toContainText("on the clock in Auckland");
});
