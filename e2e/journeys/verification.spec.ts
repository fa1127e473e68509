import type { Sql } from "postgres";
import { Examiner } from "../support/examine";
import { linkIn } from "../support/mail";
import { type Researcher, registerResearcher } from "../support/people";
import { signIn } from "../support/sign-in";
import { expect, test } from "../support/test";

test.describe.configure({ mode: "parallel", timeout: 120_000 });

/** An iD of this test's own: the last character checks the others (ISO 7064, MOD 11-2). */
function newOrcid(): string {
  const digits = `00000009${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`;
  const total = [...digits].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return `${digits}${check === 10 ? "X" : check}`.replace(/(.{4})(?=.)/g, "$1-");
}

async function authorOf(sql: Sql, { slug }: Researcher, orcid: string): Promise<void> {
  await sql`
    with paper as (
      insert into papers (title, author_names) values (${`The work of ${slug}`}, '{"Vera"}') returning id
    )
    insert into paper_authors (paper_id, researcher_id, position, byline_orcid)
    select paper.id, researchers.id, 1, ${orcid} from paper, researchers where slug = ${slug}`;
}

test("an address at the institution is proved by the mailed link @every-width", async ({
  page,
  context,
  stack,
  sql,
  mail,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql);
  await sql`update researchers set affiliation = 'Fjordvik University' where slug = ${owner.slug}`;
  await signInAs(owner.email, owner.password);
  const examiner = new Examiner(page);
  await examiner.visit("/dashboard/verification", page.getByText("Nothing yet"));
  const field = page.getByLabel("Your address at Fjordvik University");
  await expect(field).toHaveValue(owner.email);

  const address = `${owner.slug.slice(0, 10)}@nms.fjordvik.example`;
  await field.fill(address.replace("fjordvik.", "fj0rdvik."));
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await examiner.examine(page.getByText("is not at Fjordvik University"));
  await expect(field).toBeFocused();

  await field.fill(address);
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await examiner.examine(page.getByText(`A link is on its way to ${address}`));
  const sent = await mail.waitFor({ to: address, tag: "kind:address-claim" });
  const link = linkIn(sent, "/dashboard/verification/confirm");

  // Nobody but the profile's owner can use it.
  const stranger = await context.browser()?.newContext();
  if (!stranger) throw new Error("no browser");
  const other = await registerResearcher(stack.app, sql);
  await signIn(stranger, stack.app, other.email, other.password);
  const theirs = await stranger.newPage();
  await theirs.goto(link);
  await expect(theirs.getByText("It belongs to another profile")).toBeVisible();
  await stranger.close();

  await examiner.visit(link, "Confirm your address");
  await page.getByRole("button", { name: "Confirm this address" }).click();
  await examiner.examine(page.getByText(/^Address at Fjordvik University confirmed on \w+day /));
  await examiner.visit(link, page.getByText("It was used already"));

  await examiner.visit(`/researchers/${owner.slug}`, page.getByText("Address at Fjordvik"));
  await expect(page.getByText(address)).toHaveCount(0);
  await page.goto(`/researchers?query=${encodeURIComponent(owner.name)}`);
  const mark = page.getByRole("button", { name: "Verified" });
  await expect(mark).toHaveAccessibleDescription(/^Address at Fjordvik University confirmed on /);
  await mark.click();
  await examiner.examine(page.getByText("Address at Fjordvik"));
  await page.keyboard.press("Escape");
  await expect(page.getByText("Address at Fjordvik")).toBeHidden();

  await page.goto("/dashboard/profile");
  await page.getByLabel("Affiliation").fill("Lakeshore University");
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect
    .poll(async () => (await sql`select verified from researchers where slug = ${owner.slug}`)[0])
    .toEqual({ verified: false });
});

test("an iD on a paper is proved at ORCID, and opens the account from then on @every-width", async ({
  page,
  context,
  stack,
  sql,
  mail,
  signInAs,
}) => {
  const [owner, orcid] = [await registerResearcher(stack.app, sql), newOrcid()];
  await authorOf(sql, owner, orcid);
  await signInAs(owner.email, owner.password);
  const examiner = new Examiner(page);
  await page.goto("/dashboard/verification");

  await page.getByRole("link", { name: "Sign in at ORCID" }).click();
  await page.getByRole("button", { name: "Deny access" }).click();
  await examiner.examine(page.getByText("You stopped at ORCID"));

  await page.getByRole("link", { name: "Sign in at ORCID" }).click();
  await page.getByLabel("Another iD").fill(orcid);
  await page.getByRole("button", { name: "Sign in with this iD" }).click();
  await examiner.examine(page.getByText(`${orcid} is connected`));
  const told = await mail.waitFor({ to: owner.email, tag: "kind:orcid-connected" });
  expect(told.text).toContain(orcid);
  await expect(
    page.getByText(new RegExp(`^ORCID iD ${orcid} confirmed by signing in at ORCID on \\w+day `)),
  ).toBeVisible();

  await context.clearCookies();
  await page.goto("/sign-in?return_to=/dashboard/verification");
  await page.getByRole("link", { name: "Continue with ORCID" }).click();
  await page.getByLabel("Another iD").fill(orcid);
  await page.getByRole("button", { name: "Sign in with this iD" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Verification" })).toBeVisible();

  await page.getByRole("button", { name: "Disconnect" }).click();
  await page.getByRole("button", { name: "Disconnect it" }).click();
  await expect(page.getByText("Nothing yet")).toBeVisible();

  await context.clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Continue with ORCID" }).click();
  await page.getByLabel("Another iD").fill(orcid);
  await page.getByRole("button", { name: "Sign in with this iD" }).click();
  await examiner.examine(page.getByText("This iD opens no account here"));
});

test("an iD that another profile has is refused, and one that no paper names proves nothing", async ({
  page,
  stack,
  sql,
  signInAs,
}) => {
  const [owner, other] = [
    await registerResearcher(stack.app, sql),
    await registerResearcher(stack.app, sql),
  ];
  const [taken, unnamed] = [newOrcid(), newOrcid()];
  await sql`update researchers set orcid = ${taken} where slug = ${other.slug}`;
  await signInAs(owner.email, owner.password);
  const signInAt = async (orcid: string) => {
    await page.goto("/dashboard/verification");
    await page.getByRole("link", { name: "Sign in at ORCID" }).click();
    await page.getByLabel("Another iD").fill(orcid);
    await page.getByRole("button", { name: "Sign in with this iD" }).click();
  };
  await signInAt(taken);
  await expect(page.getByText("This iD belongs to somebody else on Colloquy")).toBeVisible();
  await signInAt(unnamed);
  await expect(page.getByText(`${unnamed} is connected, and proves nothing yet`)).toBeVisible();
  await page.getByRole("button", { name: "Look again" }).click();
  await expect(page.getByText("Still none of your papers names it.")).toBeVisible();
  await authorOf(sql, owner, unnamed);
  await page.getByRole("button", { name: "Look again" }).click();
  await expect(page.getByText("It verifies your profile, and you can")).toBeVisible();
});
