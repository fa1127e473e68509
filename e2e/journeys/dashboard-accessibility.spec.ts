import { Examiner } from "../support/examine";
import { registerReader, registerResearcher } from "../support/people";
import { expect, test } from "../support/test";

test.describe.configure({ mode: "parallel", timeout: 300_000 });

test("availability, by axe @every-width", async ({ page, stack, sql, reader, bookings, signInAs }, {
  project,
}) => {
  const owner = await registerResearcher(stack.app, sql, { hours: { from: 540, to: 1020 } });
  const { startsAt } = await bookings.book(reader, owner.slug);
  await signInAs(owner.email, owner.password);
  const examiner = new Examiner(page);
  await page.goto("/dashboard/availability");
  await page.getByRole("button", { name: "Copy Monday to other days" }).click();
  await page.getByLabel("As a reader sees them in").selectOption("America/New_York");
  await page.getByLabel("Tuesday, to").fill("8");
  await page.getByLabel("Tuesday, to").blur();
  await examiner.examine(page.getByText("This must be after the start"));

  const weekday = startsAt.toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" });
  await page.reload();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await page.getByRole("button", { name: `Remove ${weekday}`, exact: true }).click();
  await examiner.examine(page.getByText("One booking lies outside these hours"));
  const dates = page.getByRole("region", { name: "Single dates" });
  await dates.getByRole("button", { name: "Next month" }).click();
  await dates.getByRole("grid").getByRole("button", { name: / 15 / }).click();
  await dates.getByRole("button", { name: "Close this date" }).click();
  await expect(dates.getByRole("heading", { name: "Dates with hours of their own" })).toBeVisible();
  await page.getByRole("button", { name: "Add time off" }).click();
  await page.getByRole("button", { name: "Add the journey" }).click();
  await examiner.examine(page.getByText("This is missing: choose a date and a time.").first());
  if (project.name === "phone") {
    await page.setViewportSize({ width: 320, height: 700 });
    await examiner.examine(page.getByRole("heading", { name: "Your week" }));
  }
});

test("overview and bookings, by axe @every-width", async ({
  page,
  stack,
  sql,
  reader,
  bookings,
  signInAs,
}, { project }) => {
  const owner = await registerResearcher(stack.app, sql);
  await signInAs(owner.email, owner.password);
  const examiner = new Examiner(page);
  await examiner.visit("/dashboard", page.getByText("You have no hours yet"));
  await sql`insert into availability_rules (researcher_id, weekday, start_minute, end_minute)
    select r.id, day, 0, 1440 from researchers r, generate_series(0, 6) as day
    where slug = ${owner.slug}`;
  const { startsAt } = await bookings.book(reader, owner.slug, { inDays: 2 });
  await bookings.hold(await registerReader(stack.app, sql), owner.slug, { inDays: 2 });
  const week = startsAt.toISOString().slice(0, 10);
  const inCalendar = page.getByRole("link", { name: reader.name }).filter({ visible: true });
  await examiner.visit(`/dashboard?week=${week}`, inCalendar.first());
  await expect(page.getByText("A reader is paying").filter({ visible: true })).toHaveCount(1);
  await inCalendar.first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Session with ${reader.name}`);

  await sql`update sessions set starts_at = now() - interval '20 minutes', ends_at = now() + interval '40 minutes'
    where starts_at = ${startsAt} and paid_at is not null and researcher_id = (select id from researchers where slug = ${owner.slug})`;
  await examiner.visit("/dashboard/bookings", "Today");
  await expect(page.getByRole("button", { name: "Start the meeting" })).toBeVisible();
  if (project.name === "phone") {
    await page.setViewportSize({ width: 320, height: 700 });
    await examiner.visit(
      `/dashboard?week=${week}`,
      page.getByRole("heading", { name: "In numbers" }),
    );
  }
});

test("profile and reviews, by axe @every-width", async ({
  page,
  context,
  stack,
  sql,
  reader,
  bookings,
  signInAs,
}, { project }) => {
  const owner = await registerResearcher(stack.app, sql, { hours: { from: 540, to: 1020 } });
  const [told, open] = [
    await bookings.book(reader, owner.slug),
    await bookings.book(reader, owner.slug, { inDays: 9 }),
  ];
  await sql`update sessions set state = 'completed', completed_at = now()
    where id = any(${[told.id, open.id]})`;
  await sql`insert into reviews (session_id, researcher_id, reader_id, rating, text)
    select id, researcher_id, reader_id, 4, 'Clear.' from sessions where id = ${told.id}`;
  const examiner = new Examiner(page);
  await signInAs(reader.email, reader.password);
  await page.goto(`/sessions/${open.id}`);
  await page.getByRole("radio", { name: "3 stars, Good" }).check({ force: true });
  await examiner.examine(page.getByRole("heading", { name: /^Review your session/ }));
  if (project.name === "phone") {
    await page.setViewportSize({ width: 320, height: 700 });
    await examiner.examine(page.getByRole("heading", { name: /^Review your session/ }));
    await page.setViewportSize({ width: 390, height: 844 });
  }
  await examiner.visit(`/sessions/${told.id}`, "Your review");

  await context.clearCookies();
  await signInAs(owner.email, owner.password);
  await examiner.visit(`/dashboard/bookings/${told.id}`, /wrote$/);
  await page.goto("/dashboard/reviews");
  await page.locator("summary").click();
  await examiner.examine(page.getByLabel(/^Your reply/));
  await examiner.visit("/dashboard/profile", "Readers see your profile");
  await page.getByLabel(/^Rate/).fill("5");
  await page.getByLabel("Country you are paid in").selectOption("Brazil");
  await page.getByRole("button", { name: "Save the profile" }).click();
  await examiner.examine(page.getByText("from $20 to $2,000 an hour."));
  await page.getByRole("button", { name: "Hide the profile" }).click();
  await examiner.examine(page.getByRole("dialog", { name: "Hide your profile?" }));
  await page.getByRole("dialog").getByRole("button", { name: "Hide it" }).click();
  await examiner.examine(page.getByText("Before you can publish it, it needs:"));
  await examiner.visit("/dashboard/profile/preview", owner.name);
  if (project.name === "phone") {
    await page.setViewportSize({ width: 320, height: 700 });
    await examiner.visit("/dashboard/profile", "Readers do not see your profile");
  }
});
