import { Examiner } from "../support/examine";
import { linkIn } from "../support/mail";
import { expect, test } from "../support/test";

test.describe.configure({ timeout: 120_000 });

test("a reader invites an author, who declines, and sees it, by axe @every-width", async ({
  page,
  browser,
  sql,
  mail,
  reader,
  signInAs,
}) => {
  const name = `Dr Ines Duarte ${crypto.randomUUID().slice(0, 8)}`;
  const [author] = await sql<{ id: string }[]>`
    insert into researchers (slug, name, standing) values (${crypto.randomUUID()}, ${name}, 'unclaimed')
    returning id`;
  const [paper] = await sql<{ id: string }[]>`
    insert into papers (title, author_names, year) values (${`The fins of ${name}`}, ${[name, "B. Nameless"]}, 2024)
    returning id`;
  if (!author || !paper) throw new Error("nothing to invite");
  await sql`insert into paper_authors (paper_id, researcher_id, position)
    values (${paper.id}, ${author.id}, 1)`;
  await signInAs(reader.email, reader.password);
  const examiner = new Examiner(page);
  await examiner.visit("/invitations", "You have not invited anybody yet");
  await examiner.visit(`/papers/${paper.id}`, `The fins of ${name}`);
  await page.getByRole("link", { name: "Invite them by it" }).click();
  await expect(page.getByRole("heading", { name: "Invite the author" })).toBeVisible();
  // The author's own page does not say which paper the reader has in mind: there is one.
  await page.goto(`/invite?researcher=${author.id}`);
  await expect(page).toHaveURL(`/invite?researcher=${author.id}&paper=${paper.id}`);
  await sql`with another as (insert into papers (title, author_names, year)
      values (${`The gills of ${name}`}, ${[name]}, 2025) returning id)
    insert into paper_authors (paper_id, researcher_id, position)
    select id, ${author.id}, 1 from another`;
  await examiner.visit(`/invite?researcher=${author.id}`, `Invite ${name}`);
  await page.getByRole("link", { name: `Invite by this paper: The fins of ${name}` }).click();
  await examiner.examine(page.getByRole("heading", { name: "Your invitation" }));
  await page.getByLabel("Their e-mail address").fill(reader.email);
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText("This is your own address.")).toBeVisible();
  const email = `ines-${crypto.randomUUID()}@university.example`;
  await page.getByLabel("Their e-mail address").fill(email);
  await page.getByLabel(/^A note/).fill("How do they grow back?");
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await page.waitForURL(/\/invitations$/);
  await examiner.examine(page.getByRole("heading", { name }));
  await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("Pending");

  const letter = await mail.waitFor({ to: email, tag: "kind:outreach-invitation" });
  expect(letter.text).toContain("How do they grow back?");
  const context = await browser.newContext();
  const theirs = await context.newPage();
  const theirExaminer = new Examiner(theirs);
  await theirExaminer.visit(linkIn(letter, "/unsubscribe"), "Never be invited again?");
  await theirExaminer.visit(linkIn(letter, "/decline"), "Decline this invitation?");
  await theirs.getByRole("button", { name: "Decline the invitation" }).click();
  await theirExaminer.examine(theirs.getByRole("heading", { name: "You have declined" }));
  await theirExaminer.visit(
    new URL("/decline?token=made-up", theirs.url()).href,
    "This link does not lead to an invitation",
  );
  await context.close();

  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("Declined");
});
