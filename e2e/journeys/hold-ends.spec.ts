import type { Page } from "@playwright/test";
import type { Sql } from "postgres";
import { CARDS, fillCard, payButton, payWith } from "../support/card";
import { registerReader } from "../support/people";
import { signIn } from "../support/sign-in";
import { chooseDay, chooseTime, timesOfDay } from "../support/slot-picker";
import { expect, test } from "../support/test";

const ENDED = "The hold has ended, nothing was charged";
const HOLD = "Hold this time and continue to payment";

test("a hold that ends while the card is typed charges nothing, and can be had again", async ({
  page,
  sql,
  reader,
  bookings,
  signInAs,
}) => {
  const { id } = await bookings.hold(reader, "hannah-kowalczyk");
  await signInAs(reader.email, reader.password);
  await page.goto(`/checkout/${id}`);
  await fillCard(page, CARDS.pays);
  await endHold(sql, id, -1);
  await payButton(page).click();
  await expect(page.getByRole("heading", { name: ENDED })).toBeVisible();
  await expect(page.getByRole("heading", { name: ENDED })).toBeFocused();
  expect(await amountsPaid(sql, id)).toEqual([]);

  await page.getByRole("button", { name: "Hold this time again" }).click();
  await expect(page.getByText(/^Held for you until/)).toBeVisible();
  await payWith(page, CARDS.pays);
  await expect(page.getByRole("heading", { name: /^You are booked with/ })).toBeVisible();
});

test("the page tells by itself when the hold ends, and another time can be chosen", async ({
  page,
  sql,
  reader,
  bookings,
  signInAs,
}) => {
  const { id } = await bookings.hold(reader, "hannah-kowalczyk", { inDays: 8 });
  await signInAs(reader.email, reader.password);
  await endHold(sql, id, 8);
  await page.goto(`/checkout/${id}`);
  await expect(page.getByRole("heading", { name: ENDED })).toBeVisible({ timeout: 20_000 });
  await expect(payButton(page)).toHaveCount(0);
  expect(await amountsPaid(sql, id)).toEqual([]);
  await page.getByRole("link", { name: "Choose a time again" }).click();
  await expect(page).toHaveURL("/researchers/hannah-kowalczyk");
  await chooseTime(page, { day: 8 });
  await page.getByRole("button", { name: HOLD }).click();
  await expect(page.getByText(/^Held for you until/)).toBeVisible();
});

test("letting a time go frees it at once", async ({ page, sql, reader, signInAs }) => {
  await signInAs(reader.email, reader.password);
  await page.goto("/researchers/daniel-whitfield");
  await chooseTime(page);
  const bookUrl = page.url();
  await page.getByRole("button", { name: HOLD }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  const checkoutUrl = page.url();
  await page.getByRole("button", { name: "Let this time go" }).click();
  await expect(page).toHaveURL("/researchers/daniel-whitfield");

  await page.goto(checkoutUrl);
  await expect(page.getByRole("heading", { name: "You let this time go" })).toBeVisible();
  expect(await amountsPaid(sql, checkoutUrl.split("/").at(-1) ?? "")).toEqual([]);
  await page.goto(bookUrl);
  await expect(page.getByRole("button", { name: HOLD })).toBeVisible();
});

test("of two who press for one time, one holds it and the other is offered others", async ({
  page,
  browser,
  stack,
  sql,
  reader,
  signInAs,
}) => {
  const rival = await registerReader(stack.app, sql);
  const other = await browser.newContext();
  await signIn(other, stack.app, rival.email, rival.password);
  await signInAs(reader.email, reader.password);
  await page.goto("/researchers/aoife-brennan");
  await chooseDay(page, 1);
  await timesOfDay(page).first().click();
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page.getByRole("button", { name: HOLD })).toBeVisible();
  const theirs = await other.newPage();
  await theirs.goto(page.url());

  const press = (on: Page) => on.getByRole("button", { name: HOLD }).click();
  await Promise.all([press(page), press(theirs)]);
  const outcomes = await Promise.all([outcomeOf(page), outcomeOf(theirs)]);
  expect(outcomes.toSorted()).toEqual(["held", "taken"]);

  const loser = outcomes[0] === "taken" ? page : theirs;
  await loser
    .getByRole("listitem")
    .getByRole("link", { name: /\d\d:\d\d$/ })
    .first()
    .click();
  await expect(loser.getByText("This time has just been taken")).toBeHidden();
  await press(loser);
  await expect(loser).toHaveURL(/\/checkout\//);
  await other.close();
});

async function outcomeOf(page: Page): Promise<"held" | "taken"> {
  const held = page.getByText(/^Held for you until/);
  const taken = page.getByText("This time has just been taken. Nothing was charged.");
  await expect(held.or(taken)).toBeVisible();
  return (await held.isVisible()) ? "held" : "taken";
}

/** What a quarter of an hour would do: the hold ends so many seconds from now. */
async function endHold(sql: Sql, id: string, inSeconds: number): Promise<void> {
  await sql`update sessions set hold_expires_at = now() + make_interval(secs => ${inSeconds})
    where id = ${id}`;
}

/** The payments of a session that took money, in cents. */
async function amountsPaid(sql: Sql, id: string): Promise<number[]> {
  const rows = await sql<{ amount: number }[]>`
    select amount_cents as amount from payments where session_id = ${id} and status = 'completed'`;
  return rows.map(({ amount }) => amount);
}
