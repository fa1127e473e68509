import type { Page } from "@playwright/test";
import { Examiner } from "../support/examine";
import { registerResearcher } from "../support/people";
import { expect, test } from "../support/test";

// Each a whole story, on a machine that may be busy.
test.describe.configure({ mode: "parallel", timeout: 180_000 });

/** Fills in Stripe's page; the last field may be left for another day. */
async function giveDetails(page: Page, { all }: { all: boolean }) {
  await page.getByLabel("First name").fill("Vera");
  await page.getByLabel("Last name").fill("Lightfoot");
  await page.getByLabel("Year of birth").fill("1981");
  await page.getByLabel("Street and number").fill("1 Gower Street");
  await page.getByLabel("City").fill("London");
  await page.getByLabel("Postal code").fill("WC1E 6BT");
  if (all) await page.getByLabel("Bank account (IBAN").fill("GB33BUKB20201555555555");
}

test("a researcher sets up payouts, leaves halfway, comes back and is ready @every-width", async ({
  page,
  stack,
  sql,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql);
  await signInAs(owner.email, owner.password);
  const examiner = new Examiner(page);
  await examiner.visit("/dashboard/earnings", page.getByText("You have no payout account yet"));
  await expect(page.getByRole("heading", { name: "Nothing earned yet" })).toBeVisible();
  await page.getByLabel("Country of your bank account").selectOption("Norway");
  await page.getByRole("button", { name: "Set up payouts at Stripe" }).click();
  await expect(page.getByText("before it can pay you out in NO")).toBeVisible();
  await giveDetails(page, { all: false });
  await page.getByRole("button", { name: "Save and leave" }).click();

  await examiner.examine(page.getByText("Stripe still needs something from you"));
  await expect(page.getByRole("listitem").filter({ hasText: "a bank account" })).toBeVisible();
  await page.getByRole("button", { name: "Continue at Stripe" }).click();
  await expect(page.getByLabel("First name")).toHaveValue("Vera");
  const onboarding = page.url();
  await page.getByLabel("Bank account (IBAN").fill("NO9386011117947");
  await page.getByRole("button", { name: "Agree and submit" }).click();
  await examiner.examine(page.getByText("You are all set to be paid"));
  await expect(page.getByText("(Norway)")).toBeVisible();

  // A link that was used leads on to a new one.
  await page.goto(onboarding);
  await expect(page.getByRole("heading", { name: "Get paid by Colloquy" })).toBeVisible();
  expect(page.url()).not.toBe(onboarding);
  await page.goto("/dashboard/earnings");
  await page.getByRole("button", { name: "Open your Stripe dashboard" }).click();
  await expect(page.getByRole("heading", { name: "Stripe Express dashboard" })).toBeVisible();
});

test("a no-show is reported and contested in place, and the payout waits @every-width", async ({
  page,
  context,
  stack,
  sql,
  reader,
  bookings,
  mail,
  signInAs,
}, { project }) => {
  const owner = await registerResearcher(stack.app, sql, { hours: { from: 540, to: 1020 } });
  const { id } = await bookings.book(reader, owner.slug);
  await bookings.joinUrlOf(id);
  await sql`update time_slots set id = ${crypto.randomUUID()}, start_time = now() - interval '2 hours',
    end_time = now() - interval '1 hour' where session_id = ${id}`;
  await sql`update sessions set starts_at = now() - interval '2 hours',
    ends_at = now() - interval '1 hour' where id = ${id}`;
  const payout = async () =>
    (await sql`select status from payouts where session_id = ${id}`)[0]?.status;
  await expect.poll(payout, { timeout: 90_000 }).toBe("due");

  const examiner = new Examiner(page);
  await signInAs(reader.email, reader.password);
  await page.goto(`/sessions/${id}`);
  await page.getByText("Did something go wrong?").click();
  const report = page.locator("#report");
  await expect(report.getByText("without an answer you are refunded in full")).toBeVisible();
  await report.getByRole("radio", { name: `${owner.name} did not come` }).check();
  await report.getByLabel("In your words").fill("I waited for twenty minutes.");
  await examiner.examine(report.getByRole("button", { name: "Send the report" }));
  await report.getByRole("button", { name: "Send the report" }).click();
  await examiner.examine(page.getByText(`You have reported that ${owner.name} did not come`));
  expect(await payout()).toBe("blocked");
  await mail.waitFor({ to: owner.email, tag: "kind:report-filed" });

  await context.clearCookies();
  await signInAs(owner.email, owner.password);
  await page.goto("/dashboard");
  await page.getByRole("link", { name: "Read and answer it" }).click();
  await expect(page).toHaveURL(`/dashboard/bookings/${id}#report`);
  await expect(page.getByText(`${reader.name} reports that you did not come`)).toBeVisible();
  await page.getByLabel("How it was").fill("I was there; the waiting room stayed empty.");
  await page.getByRole("button", { name: "Contest the report" }).click();
  await examiner.examine(page.getByText("Somebody at Colloquy looks at it"));
  await mail.waitFor({ to: reader.email, tag: "kind:report-contested" });

  await examiner.visit(
    "/dashboard/earnings",
    page.getByText("until the report about this session"),
  );
  const line = page.getByRole("listitem").filter({ hasText: reader.name });
  for (const amount of ["$100", "$15", "$85"]) {
    await expect(line.getByText(amount, { exact: true })).toBeVisible();
  }
  if (project.name === "phone") {
    await page.setViewportSize({ width: 320, height: 700 });
    await examiner.visit("/dashboard/earnings", "Earnings");
  }
});
