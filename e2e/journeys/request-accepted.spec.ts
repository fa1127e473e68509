import type { Browser, Page } from "@playwright/test";
import { inviteIn } from "../support/calendar-file";
import { CARDS, payWith } from "../support/card";
import { signIn } from "../support/sign-in";
import { chooseTime } from "../support/slot-picker";
import { expect, test } from "../support/test";

const HENRIK = {
  name: "Henrik Solberg",
  slug: "henrik-solberg",
  email: "careful@colloquy.example",
};

test("a request waits, is accepted, and becomes a session with a link", async ({
  page,
  browser,
  stack,
  mail,
  reader,
  signInAs,
}) => {
  const questions = "Does the 8.2 ka event show in your second core?";
  await signInAs(reader.email, reader.password);
  await page.goto(`/researchers/${HENRIK.slug}`);
  await chooseTime(page, { day: 5 });
  await expect(page.getByText(`${HENRIK.name} answers by`)).toBeVisible();
  await page.getByRole("button", { name: "Hold this time and continue to payment" }).click();
  await page.getByLabel(/^Questions for/).fill(questions);
  await payWith(page, CARDS.pays);
  await expect(
    page.getByRole("heading", { name: `Your request is with ${HENRIK.name}` }),
  ).toBeVisible();
  await expect(page.getByText("Waiting for an answer")).toBeVisible();
  await expect(page.getByRole("link", { name: "Join on Zoom" })).toHaveCount(0);
  await mail.waitFor({ to: reader.email, tag: "kind:request-sent" });
  await mail.waitFor({ to: HENRIK.email, subject: reader.name, tag: "kind:request-received" });

  const his = await openBookings(browser, stack.app);
  const request = his.getByRole("listitem").filter({ hasText: reader.name });
  await expect(request).toContainText(questions);
  await request.getByRole("button", { name: "Accept" }).click();
  await expect(his.getByRole("main")).toBeFocused();
  await expect(request.getByRole("button", { name: "Start the meeting" })).toBeVisible();
  await his.context().close();

  await page.reload();
  await expect(page.getByRole("link", { name: "Join on Zoom" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Booked", { exact: true })).toBeVisible();
  for (const filter of [{ to: reader.email }, { to: HENRIK.email, subject: reader.name }]) {
    const sent = await mail.waitFor({ ...filter, tag: "kind:booking-confirmed" });
    expect(inviteIn(sent)).toMatchObject({ method: "REQUEST", sequence: 0 });
  }
});

test("a declined request tells the reader why, and that everything goes back", async ({
  page,
  browser,
  stack,
  mail,
  reader,
  bookings,
  signInAs,
}) => {
  const reason = "I am at sea that week; Ingrid knows the same core.";
  const { id } = await bookings.book(reader, HENRIK.slug);
  const his = await openBookings(browser, stack.app);
  const request = his.getByRole("listitem").filter({ hasText: reader.name });
  await request.getByRole("button", { name: "Decline" }).click();
  const dialog = his.getByRole("dialog", { name: `Decline ${reader.name}’s request?` });
  await expect(dialog).toContainText("back in full");
  await dialog.getByRole("textbox").fill(reason);
  await dialog.getByRole("button", { name: "Decline the request" }).click();
  await expect(his.getByRole("main")).toBeFocused();
  await expect(dialog).toBeHidden();
  await expect(request).toContainText("You declined the request.");
  await his.context().close();

  await signInAs(reader.email, reader.password);
  await page.goto(`/sessions/${id}`);
  await expect(page.locator("main")).toContainText(`Canceled. ${HENRIK.name} could not take it.`);
  await expect(page.locator("main")).toContainText(reason);
  const money = page.getByRole("table", { name: "Payments and refunds" });
  await expect(money).toContainText("Refund");
  await expect(money.getByRole("row", { name: "Paid after refunds" })).toContainText("$0");
  const told = await mail.waitFor({ to: reader.email, tag: "kind:request-declined" });
  expect(told.text).toContain(reason);
  await mail.waitFor({ to: reader.email, tag: "kind:refund" });
});

async function openBookings(browser: Browser, app: string): Promise<Page> {
  const context = await browser.newContext();
  await signIn(context, app, HENRIK.email);
  const page = await context.newPage();
  await page.goto(`${app}/dashboard/bookings`);
  return page;
}
