import { linkIn } from "../support/mail";
import { registerReader } from "../support/people";
import { signIn } from "../support/sign-in";
import { chooseTime } from "../support/slot-picker";
import { expect, test } from "../support/test";

const PASSWORD = "eleven green bicycles";
const NEW_PASSWORD = "twelve blue umbrellas";

test("signing up on the way to a booking leads back to it, once the address is confirmed", async ({
  page,
  mail,
}) => {
  const email = `nell-${crypto.randomUUID()}@readers.example`;
  await page.goto("/researchers/grace-mbeki-hall");
  await chooseTime(page);
  const bookUrl = page.url();
  await page.locator("main").getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Name").fill("Nell Newcome");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await password.fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeFocused();

  const sent = await mail.waitFor({ to: email, tag: "kind:verify-email" });
  await page.goto(linkIn(sent, "/verify-email"));
  await expect(page.getByText(email)).toBeVisible();
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await expect(page).toHaveURL(bookUrl);
  await expect(page.getByLabel("Your name")).toHaveCount(0);

  await page.goto("/account");
  await expect(page.getByText(`${email}, confirmed`)).toBeVisible();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?return_to=/);
});

test("a wrong password says so and keeps the address; a mailed link sets a new one", async ({
  page,
  mail,
  reader,
}) => {
  await page.goto("/sign-in?return_to=/account");
  await page.getByLabel("E-mail").fill(reader.email);
  await page.getByLabel("Password", { exact: true }).fill("not this one at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail address or the password is not right")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(reader.email);

  await page.getByRole("link", { name: "Forgot your password?" }).click();
  // Both pages have this field: wait for the one that asks for the link.
  await expect(page.getByRole("heading", { name: "Set a new password" })).toBeVisible();
  await page.getByLabel("E-mail").fill(reader.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeFocused();
  const sent = await mail.waitFor({ to: reader.email, tag: "kind:reset-password" });
  const link = linkIn(sent, "/set-password");
  await page.goto(link);
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await expect(page).toHaveURL("/account");
  await expect(page.getByText(`${reader.email}, confirmed`)).toBeVisible();

  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
});

test("name, zone and password change in place; signing out everywhere ends every browser", async ({
  page,
  browser,
  stack,
  reader,
  signInAs,
}) => {
  await signInAs(reader.email, reader.password);
  const other = await browser.newContext();
  await signIn(other, stack.app, reader.email, reader.password);
  const elsewhere = await other.newPage();
  const isSignedInElsewhere = async () => {
    await elsewhere.goto(`${stack.app}/account`);
    return new URL(elsewhere.url()).pathname === "/account";
  };
  expect(await isSignedInElsewhere()).toBe(true);

  await page.goto("/account");
  await page.getByLabel("Name").fill("Ada Renamed");
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Name")).toHaveValue("Ada Renamed");
  await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");

  await page.getByLabel("Current password").fill("not this one at all");
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Current password").fill(reader.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  expect(await isSignedInElsewhere()).toBe(false);

  await signIn(other, stack.app, reader.email, NEW_PASSWORD);
  expect(await isSignedInElsewhere()).toBe(true);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL("/sign-in");
  expect(await isSignedInElsewhere()).toBe(false);
  await other.close();
});

test("another reader's session is an address that leads nowhere", async ({
  page,
  stack,
  sql,
  reader,
  bookings,
  signInAs,
}) => {
  const owner = await registerReader(stack.app, sql);
  const { id } = await bookings.hold(owner, "julien-moreau");
  await signInAs(reader.email, reader.password);
  for (const path of [
    `/sessions/${id}`,
    `/checkout/${id}`,
    `/dashboard/bookings/${id}`,
    "/sessions/none",
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(
      page.getByRole("heading", { name: "There is nothing at this address" }),
    ).toBeVisible();
  }
});

test("signing in from a profile leads back to it", async ({ page, reader }) => {
  await page.goto("/researchers/tomasz-wilk");
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("E-mail").fill(reader.email);
  await page.getByLabel("Password", { exact: true }).fill("not the right one");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(reader.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/researchers\/tomasz-wilk$/);
});

test("a token is shown once, opens the API, and is refused as soon as it is revoked", async ({
  page,
  stack,
  reader,
  signInAs,
}) => {
  await signInAs(reader.email, reader.password);
  await page.goto("/account");
  await page.getByRole("link", { name: "See your tokens" }).click();
  await expect(page.getByText("No program acts for you")).toBeVisible();
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Name").fill("Reading list");
  await page.getByRole("button", { name: "Make a token" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();

  const statusOfSessions = async () => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${stack.app}/api/v1/consulting/sessions`, { headers })).status;
  };
  expect(await statusOfSessions()).toBe(200);
  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  const entry = page.getByRole("listitem").filter({ hasText: "Reading list" });
  await expect(entry.getByText(/Last used/)).toBeVisible();
  await entry.getByRole("button", { name: "Revoke Reading list" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(entry).toHaveCount(0);
  expect(await statusOfSessions()).toBe(401);
});
