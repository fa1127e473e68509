import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility";
import { signIn } from "../support/sign-in";
import { expect, test } from "../support/test";

test("a reader chooses their mails, takes a copy of everything, and deletes the account", async ({
  page,
  context,
  stack,
  mail,
  reader,
}) => {
  await signIn(context, stack.app, reader.email, reader.password);
  await page.goto("/account");
  await page.getByRole("link", { name: "Choose your mails" }).click();
  const box = page.getByLabel("An hour before a session");
  await expect(box).toBeChecked();
  await expectAccessible(page);
  await box.uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(box).not.toBeChecked();

  await page.goto("/account/data");
  await expect(page.getByRole("heading", { name: "What is in it" })).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the file" }).click(),
  ]);
  const file = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(file.account).toMatchObject({ name: reader.name, email: reader.email });
  expect(file.notifications).toMatchObject({ reminder_1h: false });

  await page.getByRole("link", { name: "delete your account" }).click();
  await expect(page.getByRole("heading", { name: "What happens" })).toBeVisible();
  await expectAccessible(page);
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("not this one at all");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await password.fill(reader.password);
  await page.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByRole("heading", { name: "Your account is deleted" })).toBeVisible();
  await expectAccessible(page);
  await mail.waitFor({ to: reader.email, tag: "kind:account-deleted" });
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?return_to=/);
});
