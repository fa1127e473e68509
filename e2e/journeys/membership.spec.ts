import type { Page } from "@playwright/test";
import { CARDS, cardNumber, challenge, fillCard, payButton } from "../support/card";
import { Examiner } from "../support/examine";
import { registerResearcher } from "../support/people";
import { chooseTime } from "../support/slot-picker";
import { control, subscriptionOf } from "../support/stripe";
import { expect, test } from "../support/test";

const joinButton = (page: Page) => page.getByRole("button", { name: "Join for $29 a month" });
const isMember = (page: Page) => page.getByRole("heading", { name: "You are a member" });

async function join(page: Page) {
  await page.goto("/membership");
  await fillCard(page, CARDS.pays);
  await joinButton(page).click();
  await expect(isMember(page)).toBeVisible();
}

test("a stranger signs in, joins past a declined card and 3-D Secure, and pays less @every-width", async ({
  page,
  reader,
  stack,
  sql,
  mail,
}, { project }) => {
  await page.goto("/membership");
  await expect(page.getByText("10 % off every session")).toBeVisible();
  await page.getByRole("link", { name: "Sign in to join" }).click();
  await page.getByLabel("E-mail").fill(reader.email);
  await page.getByLabel("Password", { exact: true }).fill(reader.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/membership$/);

  await fillCard(page, CARDS.declines);
  await joinButton(page).click();
  await expect(page.getByText("Your bank declined the card. Nothing was charged")).toBeVisible();
  await expect(cardNumber(page)).toHaveValue(CARDS.declines);
  await cardNumber(page).fill(CARDS.asksForAuthentication);
  await joinButton(page).click();
  await challenge(page).getByRole("button", { name: "Fail authentication" }).click();
  await expect(page.getByText("was not confirmed with your bank. Nothing was")).toBeVisible();
  await joinButton(page).click();
  await challenge(page).getByRole("button", { name: "Complete authentication" }).click();
  await expect(isMember(page)).toBeVisible();
  await expect(page.getByText("Thank you. You are a member.")).toBeVisible();
  await expect(page.getByText("Renews on", { exact: true })).toBeVisible();
  await mail.waitFor({ to: reader.email, subject: "You are a member of Colloquy" });

  await page.goto("/account");
  await expect(page.getByText(/You are a member\. Your membership renews on/)).toBeVisible();

  // Each width books with a researcher of its own.
  const hours = project.name === "phone" ? { from: 600, to: 960 } : { from: 540, to: 900 };
  const researcher = await registerResearcher(stack.app, sql, { hours });
  await page.goto(`/researchers/${researcher.slug}`);
  await expect(page.getByRole("link", { name: "$90 for members" })).toBeVisible();
  await chooseTime(page);
  await expect(page.getByText("Less your discount as a member")).toBeVisible();
  await page.getByRole("button", { name: "Hold this time and continue to payment" }).click();
  await fillCard(page, CARDS.pays);
  await expect(payButton(page)).toHaveText("Pay $90");
  await payButton(page).click();
  await expect(page).toHaveURL(/\/sessions\/[0-9a-f-]+\?booked=1$/);
  await page.goto(`${page.url().split("?")[0]}/receipt`);
  await expect(page.getByText("Session at the full price")).toBeVisible();
  await expect(page.getByText("$100")).toBeVisible();
});

test("a member cancels, changes their mind, and leaves", async ({
  page,
  reader,
  signInAs,
  stack,
  sql,
  mail,
}) => {
  await signInAs(reader.email, reader.password);
  await join(page);
  await page.getByRole("button", { name: "Cancel the membership" }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel your membership?" });
  await expect(dialog).toContainText("until then you keep the benefits");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Cancel the membership" }).click();
  await dialog.getByRole("button", { name: "Cancel it" }).click();
  await expect(page.getByText("Ends on", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Resume the membership" }).click();
  await expect(page.getByText("Renews on", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Cancel the membership" }).click();
  await dialog.getByRole("button", { name: "Cancel it" }).click();
  await expect(page.getByText("Ends on", { exact: true })).toBeVisible();

  const id = await subscriptionOf(sql, reader.email);
  await control(page.request, stack.sandbox, id, { advance: { days: 32 } });
  await mail.waitFor({ to: reader.email, subject: "Your membership has ended" });
  await page.reload();
  await expect(page.getByText("Your membership has ended")).toBeVisible();
  await expect(joinButton(page)).toBeVisible();
});

test("a renewal that fails is paid with another card, by keyboard", async ({
  page,
  reader,
  signInAs,
  stack,
  sql,
  mail,
}) => {
  await signInAs(reader.email, reader.password);
  await join(page);
  const id = await subscriptionOf(sql, reader.email);
  await control(page.request, stack.sandbox, id, { card: { number: "4000000000000002" } });
  await control(page.request, stack.sandbox, id, { advance: { days: 32 } });
  const letter = await mail.waitFor({
    to: reader.email,
    subject: "Your membership could not be renewed",
  });
  expect(letter.text).toContain("/membership");

  await page.goto("/membership");
  await expect(page.getByText("This month’s payment has failed")).toBeVisible();
  // Focusing waits for nothing: the form is there before it is ready to be typed into.
  await expect(cardNumber(page)).toBeVisible();
  await cardNumber(page).focus();
  await expect(cardNumber(page)).toBeFocused();
  await page.keyboard.type(CARDS.pays.replaceAll(" ", ""));
  await page.keyboard.press("Tab");
  await page.keyboard.type("1234");
  await page.keyboard.press("Tab");
  await page.keyboard.type("123");
  await page.keyboard.press("Enter");
  await expect(isMember(page)).toBeVisible();
  await expect(page.getByText("Renews on", { exact: true })).toBeVisible();
  await expect(page.getByText("This month’s payment has failed")).toHaveCount(0);
});

test("every state of the page is accessible, in light and dark, also at 320 px", async ({
  page,
  reader,
  signInAs,
  stack,
  sql,
}) => {
  test.slow();
  const examiner = new Examiner(page);
  const examine = async (sign: ReturnType<Page["getByText"]>) => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await examiner.examine(sign);
    }
  };
  await page.goto("/membership");
  await examine(page.getByRole("link", { name: "Sign in to join" }));
  await signInAs(reader.email, reader.password);
  await page.goto("/membership");
  await cardNumber(page).waitFor();
  await examine(joinButton(page));
  await join(page);
  await examine(page.getByText("Thank you. You are a member."));
  const id = await subscriptionOf(sql, reader.email);
  await control(page.request, stack.sandbox, id, { card: { number: "4000000000000002" } });
  await control(page.request, stack.sandbox, id, { advance: { days: 32 } });
  await expect(async () => {
    await page.goto("/membership");
    await expect(page.getByText("This month’s payment has failed")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 25_000 });
  await cardNumber(page).waitFor();
  await examine(page.getByText("This month’s payment has failed"));
  await page.getByRole("button", { name: "Cancel the membership" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel it" }).click();
  await examine(page.getByText("Your membership has ended"));
});
