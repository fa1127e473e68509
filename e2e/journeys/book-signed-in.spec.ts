import { CARDS, payWith } from "../support/card";
import { expectNoSidewaysScroll } from "../support/fits";
import { signIn } from "../support/sign-in";
import { chooseTime } from "../support/slot-picker";
import { expect, test } from "../support/test";

const RESEARCHER = { desktop: "siobhan-power", phone: "javier-ortega-ruiz" };
const QUESTIONS = "Which of your figures would you draw differently today?\nAnd with which data?";

test("a signed-in reader books about a paper, and the researcher reads the questions @every-width", async ({
  page,
  browser,
  stack,
  sql,
  reader,
  signInAs,
}, { project }) => {
  const slug = project.name === "phone" ? RESEARCHER.phone : RESEARCHER.desktop;
  const [paper] = await sql<{ id: string; title: string; doi: string }[]>`
    select p.id, p.title, p.doi from papers p
    join paper_authors pa on pa.paper_id = p.id join researchers r on r.id = pa.researcher_id
    where r.slug = ${slug} and p.doi is not null order by p.id limit 1`;
  const [researcher] = await sql<{ name: string; email: string }[]>`
    select r.name, u.email from researchers r join users u on u.id = r.user_id
    where r.slug = ${slug}`;
  if (!paper || !researcher) throw new Error(`${slug} has no paper or no account`);
  await signInAs(reader.email, reader.password);

  await page.goto("/");
  await page.locator("main").getByRole("searchbox").fill(`https://doi.org/${paper.doi}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: paper.title })).toBeVisible();
  // Among those who can be booked; the paper's list of authors names them once more.
  const bookable = page.getByRole("heading", { level: 3 });
  await bookable.getByRole("link", { name: researcher.name, exact: true }).click();
  await expect(page).toHaveURL(`/researchers/${slug}?paper=${paper.id}`);
  await chooseTime(page);
  await expect(page.getByLabel("What you are booking")).toContainText(paper.title);
  await expect(page.getByLabel("Your name")).toHaveCount(0);
  await page.getByRole("button", { name: "Hold this time and continue to payment" }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  await expect(page.getByLabel("What you are booking")).toContainText(paper.title);

  // A hold can be left and found again.
  await page.goto("/sessions");
  await expect(page.getByText(/^Held until /)).toBeVisible();
  await page.getByRole("link", { name: "Continue to payment" }).click();
  await page.getByLabel(/^Questions for/).fill(QUESTIONS);
  await payWith(page, CARDS.pays);
  const sessionPath = new URL(page.url()).pathname;
  await expect(page.getByText("Which of your figures")).toBeVisible();
  await expect(page.locator("main")).toContainText(paper.title);
  await expectNoSidewaysScroll(page);

  await page.goto("/sessions");
  const next = page.getByRole("region", { name: researcher.name });
  await expect(next).toContainText(paper.title);
  await expectNoSidewaysScroll(page);
  await next.getByRole("link", { name: "See the session" }).click();
  await expect(page).toHaveURL(sessionPath);

  const other = await browser.newContext();
  await signIn(other, stack.app, researcher.email);
  const theirs = await other.newPage();
  await theirs.goto(`${stack.app}/dashboard/bookings`);
  await theirs.getByRole("link", { name: reader.name }).click();
  await expect(theirs.getByText("Which of your figures would you draw differently")).toBeVisible();
  await expect(theirs.locator("main")).toContainText(paper.title);
  await expect(theirs.getByRole("button", { name: "Start the meeting" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );

  // Questions may change until the session, and the researcher sees the change.
  await page.getByRole("button", { name: "Change your questions" }).click();
  await page.locator("main textarea").fill("Only one: may we reuse your code?");
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  await expect(page.getByText("Only one: may we reuse your code?")).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByText("Only one: may we reuse your code?")).toBeVisible();
  await other.close();
});
