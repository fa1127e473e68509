import type { Sql } from "postgres";
import { CARDS, payWith } from "../support/card";
import { Examiner } from "../support/examine";
import { linkIn } from "../support/mail";
import { registerReader } from "../support/people";
import { signIn } from "../support/sign-in";
import { chooseTime } from "../support/slot-picker";
import { expect, test } from "../support/test";

test.describe.configure({ mode: "parallel", timeout: 240_000 });

const PASSWORD = "four quiet words here";

/** A family name that nobody else has: letters only, as an address carries it. */
const newFamily = () =>
  `Duarte${[...crypto.randomUUID().slice(0, 8)].map((c) => "abcdefghij"[Number(c)] ?? c).join("")}`;

/** A collected profile and its paper, which no other test knows. */
async function collect(sql: Sql) {
  const family = newFamily();
  const name = `Ines ${family}`;
  const slug = `ines-${family.toLowerCase()}`;
  const doi = `10.5555/${family.toLowerCase()}`;
  const title = `How the fins of ${family} grow back`;
  const [author] = await sql<{ id: string }[]>`
    insert into researchers (slug, name, affiliation, field, expertise, standing)
    values (${slug}, ${name}, 'Fjordvik University', 'Genomics', '{zebrafish}', 'unclaimed')
    returning id`;
  const [paper] = await sql<{ id: string }[]>`
    insert into papers (title, author_names, year, doi) values (${title}, ${[name]}, 2024, ${doi})
    returning id`;
  if (!author || !paper) throw new Error("nothing was collected");
  await sql`insert into paper_authors (paper_id, researcher_id, position)
    values (${paper.id}, ${author.id}, 1)`;
  const email = `ines.${family.toLowerCase()}@fjordvik.example`;
  return { id: author.id, name, slug, doi, title, email };
}

test("paste a DOI, invite the author, who registers and sets hours; the reader is told and books @every-width", async ({
  page,
  browser,
  sql,
  mail,
  reader,
  signInAs,
}) => {
  const author = await collect(sql);
  await signInAs(reader.email, reader.password);
  await page.goto("/");
  await page.locator("main").getByRole("searchbox").fill(`https://doi.org/${author.doi}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: author.title })).toBeVisible();
  await page
    .getByRole("link", { name: new RegExp(`^Invite to Colloquy ?: ${author.name}$`) })
    .click();
  await page.getByLabel("Their e-mail address").fill(author.email);
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await page.waitForURL(/\/invitations$/);

  const letter = await mail.waitFor({ to: author.email, tag: "kind:outreach-invitation" });
  const context = await browser.newContext({ timezoneId: "Europe/Lisbon" });
  const theirs = await context.newPage();
  const examiner = new Examiner(theirs);
  const link = linkIn(letter, "/register?token=");
  await theirs.goto(link);
  await expect(theirs).toHaveURL(/\/register\/profile$/);
  await expect(theirs.getByLabel("Name", { exact: true })).toHaveValue(author.name);
  await expect(theirs.getByLabel("Affiliation")).toHaveValue("Fjordvik University");
  await expect(theirs.getByRole("complementary", { name: "Papers we know of" })).toContainText(
    author.title,
  );
  await theirs.getByLabel("Name", { exact: true }).fill("");
  await theirs.getByRole("button", { name: "Save and go on" }).click();
  await examiner.examine(theirs.getByText("This is missing."));
  await theirs.getByLabel("Name", { exact: true }).fill(author.name);
  await theirs.getByLabel("Bio").fill("I study how fins grow back.");
  await theirs.getByRole("button", { name: "Save and go on" }).click();
  await examiner.examine(theirs.getByRole("heading", { name: "What an hour with you costs" }));

  // The tab is closed, and the link opened again: it goes on where one was.
  await theirs.goto("about:blank");
  await theirs.goto(link);
  await expect(theirs).toHaveURL(/\/register\/rate$/);
  await theirs.getByLabel(/^Rate/).fill("5000");
  await theirs.getByRole("button", { name: "Save and go on" }).click();
  await expect(theirs.getByText("from $20 to $2,000 an hour.")).toBeVisible();
  await theirs.getByLabel(/^Rate/).fill("150");
  await expect(theirs.getByText(/You receive \$127\.50 an hour/)).toBeVisible();
  await theirs.getByLabel("Country you are paid in").selectOption("Portugal");
  await theirs.getByRole("button", { name: "Save and go on" }).click();

  await expect(theirs).toHaveURL(/\/register\/hours$/);
  await expect(theirs.getByLabel("Time zone")).toHaveValue("Europe/Lisbon");
  await theirs.getByRole("button", { name: "Add hours on Monday" }).click();
  await examiner.examine(theirs.getByRole("textbox", { name: "Monday, from" }));
  await theirs.getByRole("button", { name: "Save and go on" }).click();

  await expect(theirs).toHaveURL(/\/register\/terms$/);
  await expect(theirs.locator("main")).toContainText("$150 an hour, of which $127.50 is yours");
  await theirs.getByRole("button", { name: "Publish my profile" }).click();
  await examiner.examine(theirs.getByText("Agree to the terms to go on."));
  await theirs.getByLabel("Choose a password").fill(PASSWORD);
  await theirs.getByRole("checkbox", { name: /^I agree/ }).check();
  await theirs.getByRole("button", { name: "Publish my profile" }).click();
  await expect(theirs).toHaveURL(/\/dashboard\/welcome$/);
  await examiner.examine(theirs.getByRole("heading", { name: "Readers see your profile" }));
  const [row] =
    await sql`select id, standing, verified from researchers where slug = ${author.slug}`;
  expect(row).toEqual({ id: author.id, standing: "listed", verified: false });
  await theirs.goto(link);
  await expect(theirs).toHaveURL(/\/dashboard\/welcome$/);
  await context.close();

  const told = await mail.waitFor({ to: reader.email, tag: "kind:researcher-bookable" });
  await page.goto(linkIn(told, `/researchers/${author.slug}`));
  await expect(page.getByRole("heading", { level: 1, name: author.name })).toBeVisible();
  await chooseTime(page);
  await page.getByRole("button", { name: "Hold this time and continue to payment" }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  await payWith(page, CARDS.pays);
  await page.goto("/invitations");
  await expect(page.getByRole("listitem").filter({ hasText: author.name })).toContainText(
    "Accepted",
  );
});

test("two tabs on one step do not lose each other's work unseen", async ({
  page,
  context,
  reader,
  signInAs,
}) => {
  await signInAs(reader.email, reader.password);
  await page.goto("/apply");
  await expect(page).toHaveURL(/\/apply\/profile$/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(reader.name);
  const other = await context.newPage();
  await other.goto("/apply/profile");
  await other.getByLabel("Bio").fill("Written in the second tab.");
  await other.getByRole("button", { name: "Save and go on" }).click();
  await expect(other).toHaveURL(/\/apply\/rate$/);
  await page.getByLabel("Bio").fill("Written in the first tab.");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page.getByText(/Another tab has saved this step/)).toBeVisible();
  await expect(page.getByLabel("Bio")).toHaveValue("Written in the first tab.");
  await other.goto("/apply/profile");
  await expect(other.getByLabel("Bio")).toHaveValue("Written in the second tab.");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page).toHaveURL(/\/apply\/rate$/);
  await other.reload();
  await expect(other.getByLabel("Bio")).toHaveValue("Written in the first tab.");
});

test("without an invitation one signs in first, and the owner of a profile is led to it, by axe", async ({
  page,
  context,
  stack,
  sql,
}) => {
  const examiner = new Examiner(page);
  await page.goto("/");
  await page.getByRole("navigation", { name: "Footer" }).getByText("For researchers").click();
  await examiner.examine(page.getByRole("heading", { name: /^Let readers of your papers/ }));
  await expect(page.getByRole("link", { name: "Create an account" })).toHaveAttribute(
    "href",
    "/sign-up?return_to=%2Fapply",
  );
  await page.goto("/apply/rate");
  await expect(page).toHaveURL(/\/apply$/);
  await page.goto("/register");
  await examiner.examine(page.getByRole("heading", { name: "Open your invitation" }));
  await examiner.visit("/register?token=made-up", "This invitation no longer works");

  const unconfirmed = await registerReader(stack.app, sql, { confirmed: false });
  await signIn(context, stack.app, unconfirmed.email, unconfirmed.password);
  await page.goto("/apply");
  await expect(page).toHaveURL(/\/verify-email\?return_to=%2Fapply$/);
  await context.clearCookies();
  await signIn(context, stack.app, "researcher@colloquy.example");
  await page.goto("/apply");
  await expect(page).toHaveURL(/\/dashboard$/);
});

test("this is me, and remove my profile, by mail to one's own address, by axe @every-width", async ({
  page,
  browser,
  stack,
  sql,
  mail,
}) => {
  const [mine, theirs] = [await collect(sql), await collect(sql)];
  const examiner = new Examiner(page);
  await examiner.visit(`/claim?researcher=${mine.slug}`, `Are you ${mine.name}?`);
  await page.getByLabel("Your e-mail address").fill(mine.email);
  await page.getByRole("button", { name: "Send me the link" }).click();
  await examiner.examine(page.getByText(/the link is on its way/));
  const letter = await mail.waitFor({ to: mine.email, tag: "kind:profile-claim" });
  await examiner.visit(linkIn(letter, "/claim/confirm"), `You are ${mine.name}?`);
  await page.getByRole("button", { name: "Yes, this is me" }).click();
  await expect(page).toHaveURL(/\/register\/profile$/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(mine.name);

  await examiner.visit(
    `/remove-profile?researcher=${theirs.slug}`,
    `Remove the profile of ${theirs.name}`,
  );
  const address = `${crypto.randomUUID()}@elsewhere.example`;
  await page.getByLabel("Your e-mail address").fill(address);
  await page.getByRole("button", { name: "Send me the link" }).click();
  const removal = await mail.waitFor({ to: address, tag: "kind:profile-removal" });
  await examiner.visit(linkIn(removal, "/remove-profile/confirm"), "Remove the profile of");
  await page.getByRole("button", { name: "Remove my profile" }).click();
  await examiner.examine(page.getByText("We have your request, and somebody looks at it"));
  // From an address that is not one at the institution it stays until somebody decides.
  expect((await page.request.get(`/researchers/${theirs.slug}`)).status()).toBe(200);

  const context = await browser.newContext({ baseURL: stack.app });
  await signIn(context, stack.app, "admin@colloquy.example");
  const admin = await context.newPage();
  const adminExaminer = new Examiner(admin);
  await admin.goto("/admin/profiles");
  const entry = admin.getByRole("article", { name: `Remove the profile of ${theirs.name}?` });
  await adminExaminer.examine(entry);
  await entry.getByRole("button", { name: "Remove it for good" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
  await expect(entry).toHaveCount(0);
  await context.close();
  await mail.waitFor({ to: address, tag: "kind:profile-decision" });
  const left = await sql`select 1 from researchers where slug = ${theirs.slug}`;
  expect([...left]).toEqual([]);
  await examiner.visit(linkIn(removal, "/remove-profile/confirm"), "This link no longer works");
});
