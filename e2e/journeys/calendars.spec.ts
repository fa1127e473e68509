import { Examiner } from "../support/examine";
import { expectFocusKept, tabTo } from "../support/focus";
import { HostedCalendar } from "../support/hosted-calendar";
import { registerResearcher } from "../support/people";
import { expect, test } from "../support/test";

const HOUR_MS = 3_600_000;

test("by keyboard, a researcher keeps lectures free of bookings, and subscribes to theirs @every-width", async ({
  page,
  stack,
  sql,
  reader,
  bookings,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql, { hours: { from: 540, to: 1020 } });
  const { startsAt } = await bookings.book(reader, owner.slug);
  const calendar = new HostedCalendar(stack.sandbox);
  await calendar.write({ from: startsAt, to: new Date(startsAt.getTime() + 3 * HOUR_MS) });
  await signInAs(owner.email, owner.password);
  await page.goto("/dashboard/calendars");

  const address = page.getByLabel("Address of your calendar");
  await tabTo(page, address);
  await page.keyboard.type("http://192.168.0.1/me.ics");
  await page.keyboard.press("Enter");
  await expect(
    page.getByText(/This was tried and could not be read: its address does not/),
  ).toBeVisible();
  await expect(address).toHaveValue("http://192.168.0.1/me.ics");
  await address.press("ControlOrMeta+A");
  await page.keyboard.type(calendar.url);
  await page.keyboard.press("Enter");
  await expect(page.getByText("The calendar was read. Its busy times are blocked.")).toBeVisible();
  await expect(page.getByText("1 in the next 60 days; readers cannot book them")).toBeVisible();
  await expect(page.getByLabel("Address of another calendar")).toHaveValue("");
  const conflict = page.getByText("Something in it is at the time of a booking");
  await expect(conflict).toBeVisible();
  await expect(page.getByRole("link", { name: reader.name })).toBeVisible();

  const make = page.getByRole("button", { name: "Make an address to subscribe to" });
  await tabTo(page, make);
  await page.keyboard.press("Enter");
  const own = page.getByLabel("Your address");
  await expect(own).toHaveValue(/^http.*\/api\/v1\/calendars\/[\w-]{64}\.ics$/);
  const before = await own.inputValue();
  expect(await (await fetch(before)).text()).toContain(reader.name.split("-")[0]);
  await page.getByRole("button", { name: "Copy" }).press("Enter");
  await expect(page.getByText(/^Copied\.|^Selected:/)).toBeVisible();
  await page.getByRole("button", { name: "Make a new address" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Make a new address?" });
  await dialog.getByRole("button", { name: "Make a new address" }).press("Enter");
  await expect(own).not.toHaveValue(before);
  await expectFocusKept(page);
  expect((await fetch(before)).status).toBe(404);
  expect((await fetch(await own.inputValue())).status).toBe(200);

  await page.getByRole("button", { name: "Remove" }).press("Enter");
  await page.getByRole("button", { name: "Remove it" }).press("Enter");
  await expect(page.getByLabel("Address of your calendar")).toBeVisible();
  await expect(conflict).toBeHidden();
});

test("calendars, by axe @every-width", async ({ page, stack, sql, reader, bookings, signInAs }, {
  project,
}) => {
  const owner = await registerResearcher(stack.app, sql, { hours: { from: 540, to: 1020 } });
  const { startsAt } = await bookings.book(reader, owner.slug);
  const calendar = new HostedCalendar(stack.sandbox);
  await calendar.write({ from: startsAt, to: new Date(startsAt.getTime() + HOUR_MS) });
  await signInAs(owner.email, owner.password);
  const examiner = new Examiner(page);
  await examiner.visit("/dashboard/calendars", "Calendars");
  await page.getByText("Where to find the address").click();
  await page.getByRole("button", { name: "Read this calendar" }).click();
  await examiner.examine(page.locator("[aria-invalid='true']"));
  await page.getByLabel("Address of your calendar").fill(calendar.url);
  await page.getByRole("button", { name: "Read this calendar" }).click();
  await expect(page.getByText("The calendar was read.")).toBeVisible();
  await page.getByRole("button", { name: "Make an address to subscribe to" }).click();
  await examiner.examine(page.getByLabel("Your address"));
  await page.getByRole("button", { name: "Stop sharing" }).click();
  await examiner.examine(page.getByRole("dialog"));

  await calendar.remove();
  const mine = sql`(select id from researchers where slug = ${owner.slug})`;
  await sql`update external_calendars set checked_at = now() - interval '1 hour',
    unreadable_events = 2 where researcher_id = ${mine}`;
  await page.reload();
  await page.getByRole("button", { name: "Read it now" }).click();
  await examiner.examine(page.getByText("It could not be read just now"));
  await sql`update external_calendars set flagged_at = now() where researcher_id = ${mine}`;
  if (project.name === "phone") await page.setViewportSize({ width: 320, height: 700 });
  await examiner.visit(
    "/dashboard/calendars",
    page.getByText("It could not be read for a day or more"),
  );
  await examiner.visit("/dashboard", page.getByText("We can no longer read your calendar"));
});
