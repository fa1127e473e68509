import { inviteIn } from "../support/calendar-file";
import { chooseDay, timesOfDay } from "../support/slot-picker";
import { expect, test } from "../support/test";

const HOUR_MS = 3_600_000;

test("canceling tells the refund first, then refunds all of it and takes back the invitation @every-width", async ({
  page,
  mail,
  sql,
  reader,
  bookings,
  signInAs,
}, { project }) => {
  const slug = project.name === "phone" ? "mikko-lehtinen" : "rafael-monteiro";
  const { id } = await bookings.book(reader, slug);
  const [researcher] = await sql<{ name: string; rateCents: number; email: string }[]>`
    select r.name, r.rate_cents as "rateCents", u.email from researchers r
    join users u on u.id = r.user_id where slug = ${slug}`;
  if (!researcher) throw new Error(`no researcher ${slug}`);
  const price = `$${researcher.rateCents / 100}`;
  const invite = inviteIn(await mail.waitFor({ to: reader.email, tag: "kind:booking-confirmed" }));
  await signInAs(reader.email, reader.password);
  await page.goto(`/sessions/${id}`);

  const dialog = page.getByRole("dialog", { name: "Cancel this session?" });
  await page.getByRole("button", { name: "Cancel the session" }).click();
  await expect(dialog).toContainText(`${price} goes back to the card you paid with, all of it`);
  await dialog.getByRole("button", { name: "Keep the session" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Cancel the session" })).toBeFocused();

  await page.getByRole("button", { name: "Cancel the session" }).click();
  await dialog.getByRole("button", { name: "Cancel the session" }).click();
  await expect(page.locator("main")).toContainText("Canceled. You canceled it.");
  await expect(dialog).toBeHidden();
  const money = page.getByRole("table", { name: "Payments and refunds" });
  await expect(money.getByRole("row", { name: /^Refund/ })).toContainText(price);
  await expect(money.getByRole("row", { name: "Paid after refunds" })).toContainText("$0");
  await expect(page.getByRole("link", { name: "Join on Zoom" })).toHaveCount(0);

  for (const filter of [{ to: reader.email }, { to: researcher.email, subject: reader.name }]) {
    const sent = inviteIn(await mail.waitFor({ ...filter, tag: "kind:canceled" }));
    expect(sent).toMatchObject({ method: "CANCEL", status: "CANCELLED", uid: invite.uid });
    expect(sent.sequence).toBeGreaterThan(invite.sequence);
  }
  const refund = await mail.waitFor({ to: reader.email, tag: "kind:refund" });
  expect(refund.subject).toContain(price);
});

test("moving keeps the link and the invitation, with the next number on it", async ({
  page,
  mail,
  reader,
  bookings,
  signInAs,
}) => {
  const { id, startsAt } = await bookings.book(reader, "clara-van-den-berg");
  const joinUrl = await bookings.joinUrlOf(id);
  const invite = inviteIn(await mail.waitFor({ to: reader.email, tag: "kind:booking-confirmed" }));
  expect(invite.start).toEqual(startsAt);
  await signInAs(reader.email, reader.password);
  await page.goto(`/sessions/${id}`);
  await page.getByRole("link", { name: "Move to another time" }).click();
  await expect(page.getByRole("heading", { name: /^Move your session with/ })).toBeVisible();
  await chooseDay(page, 4);
  await timesOfDay(page).last().click();
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page.getByText("Nothing is charged.")).toBeVisible();
  await page.getByRole("button", { name: "Move to the new time" }).click();
  await expect(page.getByText("Your session has moved")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/sessions/${id}`));
  await expect(page.getByRole("link", { name: "Join on Zoom" })).toHaveAttribute("href", joinUrl);

  const moved = inviteIn(await mail.waitFor({ to: reader.email, tag: "kind:rescheduled" }));
  expect(moved).toMatchObject({ method: "REQUEST", uid: invite.uid, sequence: 1 });
  expect(moved.start).not.toEqual(startsAt);
  await expect(page.locator("main")).toContainText(dayInNewYork(moved.start));
});

test("within 24 hours it says why nothing can be changed any more", async ({
  page,
  reader,
  bookings,
  signInAs,
}) => {
  const { id, startsAt } = await bookings.book(reader, "anna-weissenberg");
  await signInAs(reader.email, reader.password);
  await page.goto(`/sessions/${id}`);
  await page.getByRole("button", { name: "Cancel the session" }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel this session?" });
  await expect(dialog).toBeVisible();

  // The window closes while the question stands open.
  await bookings.moveBySql(id, new Date(Date.now() + 24 * HOUR_MS - 60_000));
  await dialog.getByRole("button", { name: "Cancel the session" }).click();
  await expect(dialog).toContainText("24 hours");
  await page.reload();
  await expect(page.getByText("it can no longer be canceled or moved")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel the session" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Move to another time" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Join on Zoom" })).toBeVisible();

  await page.goto(`/sessions/${id}/reschedule`);
  await expect(
    page.getByText("It starts in less than 24 hours and can no longer be moved"),
  ).toBeVisible();
  // Back where it was, so that another run finds the day free.
  await bookings.moveBySql(id, startsAt);
});

const dayInNewYork = (at: Date) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: "America/New_York",
    day: "numeric",
    month: "long",
  }).format(at);
