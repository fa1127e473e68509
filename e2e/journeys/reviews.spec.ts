import type { Sql } from "postgres";
import { registerResearcher } from "../support/people";
import { signIn } from "../support/sign-in";
import { expect, test } from "../support/test";

const HOURS = { from: 540, to: 1020 };

/** What time alone could do: the session is over, since a day. */
const takePlace = (id: string, sql: Sql) => sql`
  update sessions set state = 'completed', completed_at = now() - interval '20 hours'
  where id = ${id}`;

test("a session is reviewed by keyboard, replied to, and shown with count and average @every-width", async ({
  page,
  browser,
  stack,
  sql,
  mail,
  reader,
  bookings,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql, { hours: HOURS });
  const { id } = await bookings.book(reader, owner.slug);
  await takePlace(id, sql);
  await signInAs(reader.email, reader.password);
  await page.goto(`/sessions/${id}#review`);
  const section = page.getByRole("region", { name: /^Review your session/ });
  await section.getByRole("radio", { name: "1 star, Poor" }).focus();
  for (let more = 0; more < 3; more++) await page.keyboard.press("ArrowRight");
  await expect(section.getByRole("radio", { name: "4 stars, Very good" })).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Fins grow back, and now I know how.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const own = page.getByRole("region", { name: "Your review" });
  await expect(own).toContainText("Fins grow back, and now I know how.");
  await expect(own).toBeFocused();

  const told = await mail.waitFor({ to: owner.email, tag: "kind:review-received" });
  expect(told.text).toContain(`/dashboard/bookings/${id}#review`);
  const context = await browser.newContext();
  await signIn(context, stack.app, owner.email, owner.password);
  const theirs = await context.newPage();
  await theirs.goto(`${stack.app}/dashboard/bookings/${id}`);
  await theirs.getByLabel(/^Your reply/).fill("Thank you for asking.");
  await theirs.getByRole("button", { name: "Publish the reply" }).click();
  await expect(theirs.getByText(`${owner.name} answers`)).toBeVisible();
  await expect(theirs.getByLabel(/^Your reply/)).toHaveCount(0);
  await theirs.goto(`${stack.app}/dashboard/reviews`);
  await expect(theirs.getByRole("listitem").filter({ hasText: "Fins grow" })).toContainText(
    "Thank you for asking.",
  );
  await context.close();
  await mail.waitFor({ to: reader.email, tag: "kind:review-replied" });

  await page.goto(`/researchers/${owner.slug}`);
  await expect(page.getByText("Rated 4.0 out of 5 from 1 review")).toBeAttached();
  const reviews = page.getByRole("region", { name: "Reviews" });
  await expect(reviews).toContainText("Fins grow back");
  await expect(reviews).toContainText("Thank you for asking.");
  await expect(reviews).not.toContainText(reader.name);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a session is reviewed, and the review replied to", async ({
    page,
    context,
    stack,
    sql,
    reader,
    bookings,
    signInAs,
  }) => {
    const owner = await registerResearcher(stack.app, sql, { hours: HOURS });
    const { id } = await bookings.book(reader, owner.slug);
    await takePlace(id, sql);
    await signInAs(reader.email, reader.password);
    await page.goto(`/sessions/${id}`);
    await page.getByRole("radio", { name: "5 stars, Excellent" }).check();
    await page.getByLabel("In your words").fill("Well worth it.");
    await page.getByRole("button", { name: "Publish the review" }).click();
    await expect(page.getByRole("region", { name: "Your review" })).toContainText("Well worth it.");

    await context.clearCookies();
    await signInAs(owner.email, owner.password);
    await page.goto("/dashboard/reviews");
    await page.locator("summary").click();
    await page.getByLabel(/^Your reply/).fill("Likewise.");
    await page.getByRole("button", { name: "Publish the reply" }).click();
    await expect(page.getByText("Likewise.")).toBeVisible();
  });
});
