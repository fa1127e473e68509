import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { inviteIn, readCalendarFile } from "../support/calendar-file";
import { CARDS, cardNumber, challenge, fillCard, payButton } from "../support/card";
import { linkIn } from "../support/mail";
import { chooseTime } from "../support/slot-picker";
import { expect, test } from "../support/test";

const RESEARCHER = {
  desktop: { name: "Amara Okafor", email: "researcher@colloquy.example" },
  phone: { name: "Lukas Brandt", email: "researcher-lukas-brandt@colloquy.example" },
};
const QUESTIONS = "How long must a nap be before spindles are worth counting?";
const MOST_FIELDS = 8;

test("from the first page to a paid session, past a declined card and a failed 3-D Secure @every-width", async ({
  page,
  mail,
}, { project }) => {
  const researcher = project.name === "phone" ? RESEARCHER.phone : RESEARCHER.desktop;
  const reader = {
    name: `Iris Newcomer-${crypto.randomUUID().slice(0, 8)}`,
    email: `iris-${crypto.randomUUID()}@readers.example`,
  };

  await page.goto("/");
  await page.locator("main").getByRole("searchbox").fill(researcher.name);
  await page.locator("main").getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/\/researchers\?query=/);
  await page.locator("main").getByRole("link", { name: researcher.name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: researcher.name })).toBeVisible();
  const time = await chooseTime(page);

  const asked = await fieldsIn(page);
  await expect(page.getByLabel("What you are booking")).toContainText(time);
  await page.getByLabel("Your name").fill(reader.name);
  await page.getByLabel("E-mail").fill(reader.email);
  await page.getByRole("button", { name: "Hold this time and continue to payment" }).click();

  await expect(page).toHaveURL(/\/checkout\//);
  await expect(page.getByText(/^Held for you until/)).toBeVisible();
  const questions = page.getByLabel(`Questions for ${researcher.name}`);
  await questions.fill(QUESTIONS);
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    questions.blur(),
  ]);
  await page.reload();
  await expect(questions).toHaveValue(QUESTIONS);
  await fillCard(page, CARDS.declines);
  asked.push(...(await fieldsIn(page)));
  expect(asked.length, `fields asked: ${asked.join(", ")}`).toBeLessThanOrEqual(MOST_FIELDS);
  expect(asked).toContain("card-number");

  await payButton(page).click();
  await expect(alert(page)).toContainText("Your bank declined the card. Nothing was charged");
  await expect(page.getByLabel(/^Questions for/)).toHaveValue(QUESTIONS);
  await expect(cardNumber(page)).toHaveValue(CARDS.declines);

  await cardNumber(page).fill(CARDS.asksForAuthentication);
  await payButton(page).click();
  await challenge(page).getByRole("button", { name: "Fail authentication" }).click();
  await expect(alert(page)).toContainText("was not confirmed with your bank. Nothing was charged");
  await expect(page.getByLabel(/^Questions for/)).toHaveValue(QUESTIONS);

  await payButton(page).click();
  await challenge(page).getByRole("button", { name: "Complete authentication" }).click();
  await expect(
    page.getByRole("heading", { name: `You are booked with ${researcher.name}` }),
  ).toBeVisible({ timeout: 30_000 });
  const sessionUrl = page.url();
  const join = page.getByRole("link", { name: "Join on Zoom" });
  await expect(join).toHaveAttribute("href", /^http/, { timeout: 30_000 });
  const joinUrl = (await join.getAttribute("href")) ?? "";
  await expect(page.getByText(QUESTIONS)).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Calendar file (.ics)" }).click(),
  ]);
  const file = readCalendarFile(await readFile(await download.path(), "utf8"));
  expect(download.suggestedFilename()).toMatch(/\.ics$/);
  expect(file.end.getTime() - file.start.getTime()).toBeGreaterThan(0);
  expect(inNewYork(file.start)).toBe(time);
  expect(file.text).toContain(joinUrl);

  const toReader = await mail.waitFor({ to: reader.email, tag: "kind:booking-confirmed" });
  const toResearcher = await mail.waitFor({ to: researcher.email, subject: reader.name });
  for (const [sent, to] of [
    [toReader, reader.email],
    [toResearcher, researcher.email],
  ] as const) {
    const invite = inviteIn(sent);
    expect(invite).toMatchObject({ method: "REQUEST", sequence: 0, uid: file.uid });
    expect(invite.start).toEqual(file.start);
    expect(invite.attendees).toEqual([to]);
  }
  const receipt = await mail.waitFor({ to: reader.email, tag: "kind:receipt" });
  expect(receipt.text).toMatch(/\$\d+/);

  const setPassword = await mail.waitFor({ to: reader.email, tag: "kind:set-password" });
  await page.goto(linkIn(setPassword, "/set-password"));
  await page.getByLabel("New password").fill("seven small words for a door");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page).toHaveURL(/\/sessions$/);
  await page.getByRole("link", { name: "See the session" }).click();
  await expect(page).toHaveURL(sessionUrl.replace("?booked=1", ""));
  await expect(page.getByRole("link", { name: "Join on Zoom" })).toHaveAttribute("href", joinUrl);
});

const alert = (page: Page): Locator => page.locator('main form [aria-live="assertive"]');

/** What the page asks for: every field that a person sees, the card's included. */
function fieldsIn(page: Page): Promise<string[]> {
  return page
    .locator("main")
    .locator("input:visible, textarea:visible, select:visible")
    .evaluateAll((fields) => fields.map((field) => field.getAttribute("name") ?? field.id));
}

const inNewYork = (at: Date) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: "America/New_York",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
