import type { Sql } from "postgres";
import type { StackAddresses } from "@/scripts/stack-addresses";
import { Examiner } from "../support/examine";
import { type Reader, registerReader } from "../support/people";
import { signIn } from "../support/sign-in";
import { expect, test } from "../support/test";

const PATH = "/admin/collection";

async function registerAdmin(stack: StackAddresses, sql: Sql): Promise<Reader> {
  const admin = await registerReader(stack.app, sql);
  await sql`update users set is_admin = true where email = ${admin.email}`;
  return admin;
}

/** A job that found somebody of a name that nobody else has, beside a profile of the same name. */
async function somebodyUndecided(sql: Sql, by: Reader) {
  const name = `Wei ${crypto.randomUUID().slice(0, 8)}`;
  const record = {
    name,
    otherNames: [`W. ${name.split(" ")[1]}`],
    orcid: "0000-0002-1825-0097",
    openalexId: null,
    semanticScholarId: null,
    institutions: [{ name: "Fjordvik University", rorId: null }],
    topics: ["Glacier dynamics", "Sea ice"],
    worksCount: 41,
    citationCount: 7,
    homepage: null,
    authorships: [],
  };
  const evidence = [
    { kind: "name_equal", detail: name, speaks: "for" },
    { kind: "no_institution_shared", detail: "", speaks: "against" },
  ];
  const [row] = await sql<{ job: string; profile: string }[]>`
    with job as (
      insert into collection_jobs (kind, state, key, input, requested_by)
      select 'institution', 'done', ${name}, '{"institution": "Fjordvik University", "limit": 1}', id
      from users where email = ${by.email} returning id
    ), source as (
      insert into collection_sources (job_id, source, state, found, total, note)
      select id, 'openalex'::collection_source, 'done'::collection_source_state, 1, 1, null from job
      union all select id, 'ror', 'failed', 0, null, 'Cannot be reached' from job
    ), record as (
      insert into author_records (source, source_id, author, fetched_at)
      values ('crossref', ${`10.5555/${name}#1`}, ${sql.json(record)}, now()) returning id
    ), read as (
      insert into collection_records (job_id, record_id, outcome)
      select job.id, record.id, 'undecided' from job, record
    ), profile as (
      insert into researchers (slug, name, standing, affiliation)
      values (${`r-${crypto.randomUUID()}`}, ${name}, 'hidden', 'Halden Marine Station') returning id
    ), fact as (
      insert into profile_facts (researcher_id, field, value, source, source_id, fetched_at)
      select id, 'name', to_jsonb(${name}::text), 'openalex', 'A1', now() from profile
    ), candidate as (
      insert into match_candidates (record_id, researcher_id, job_id, evidence)
      select record.id, profile.id, job.id, ${sql.json(evidence)} from record, profile, job
    )
    select job.id as job, profile.id as profile from job, profile`;
  if (!row) throw new Error("nobody to decide about");
  return { ...row, name };
}

test("an administrator starts a collection and sees it end, without touching the page @every-width", async ({
  page,
  stack,
  sql,
}) => {
  const admin = await registerAdmin(stack, sql);
  await signIn(page.context(), stack.app, admin.email, admin.password);
  await page.goto(PATH);
  const examiner = new Examiner(page);
  await page.getByRole("button", { name: "Collect this author" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await examiner.examine(page.getByText("This is missing.").first());

  const name = `Nobody ${crypto.randomUUID().slice(0, 8)}`;
  const author = page.getByRole("form", { name: "One author" });
  await author.getByLabel("Name", { exact: true }).fill(name);
  await author.getByLabel("Affiliation").fill("Fjordvik University");
  await author.getByLabel("Title of one of their papers").fill("A paper that nobody wrote");
  await author.getByRole("button").click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveAttribute("value", "100", { timeout: 40_000 });
  await examiner.examine(page.getByText("No profile was made, and none was found."));
  await page.getByRole("link", { name: "All collections" }).click();
  await expect(page.getByRole("link", { name })).toBeVisible();
});

test("an administrator says that two are two people, or one, once and for good @every-width", async ({
  page,
  stack,
  sql,
}) => {
  const admin = await registerAdmin(stack, sql);
  const [two, one] = [await somebodyUndecided(sql, admin), await somebodyUndecided(sql, admin)];
  await signIn(page.context(), stack.app, admin.email, admin.password);
  const examiner = new Examiner(page);
  await examiner.visit(`${PATH}/${two.job}`, page.getByRole("button", { name: "Two people" }));
  const card = page.getByRole("article", { name: two.name });
  await expect(card.getByText("No institution in common")).toBeVisible();
  await expect(card.getByRole("row", { name: /Institutions/ })).toContainText(
    "Fjordvik UniversityHalden Marine Station",
  );
  await expect(page.getByRole("button", { name: "Ask again who gave no answer" })).toBeVisible();
  await page.getByRole("button", { name: "Two people" }).click();
  await expect(page.getByText(`said by ${admin.name}`)).toBeVisible();
  await examiner.examine(page.getByRole("heading", { name: "Decided" }));
  const named = (name: string) => sql`select standing from researchers where name = ${name}`;
  expect(await named(two.name)).toHaveLength(2);

  await examiner.visit(PATH, "To decide");
  await page.goto(`${PATH}/${one.job}`);
  await page.getByRole("button", { name: `Same person: ${one.name}` }).click();
  await expect(page.getByText(`said by ${admin.name}`)).toBeVisible();
  expect(await named(one.name)).toMatchObject([{ standing: "unclaimed" }]);
});

test("the administrators' pages are there for administrators only", async ({
  page,
  stack,
  sql,
  reader,
}) => {
  await page.goto(PATH);
  await expect(page).toHaveURL(/\/sign-in\?return_to=/);
  await signIn(page.context(), stack.app, reader.email, reader.password);
  for (const path of ["/admin", PATH, `${PATH}/${crypto.randomUUID()}`]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole("navigation", { name: "Administration" })).toBeHidden();
  }
  await sql`update users set is_admin = true where email = ${reader.email}`;
  expect((await page.goto(PATH))?.status()).toBe(200);
  await expect(page.getByRole("navigation", { name: "Administration" })).toBeVisible();
  expect((await page.goto(`${PATH}/nothing`))?.status()).toBe(404);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an administrator starts a collection, sees it end by reloading, and decides", async ({
    page,
    stack,
    sql,
  }) => {
    const admin = await registerAdmin(stack, sql);
    const person = await somebodyUndecided(sql, admin);
    await signIn(page.context(), stack.app, admin.email, admin.password);
    await page.goto(PATH);
    const people = page.getByRole("form", { name: "People of an institution" });
    await people.getByLabel("How many people").fill("none");
    await people.getByRole("button").click();
    await expect(people.getByLabel("Institution")).toHaveAttribute("aria-invalid", "true");
    const institution = `Nowhere ${crypto.randomUUID()}`;
    await people.getByLabel("Institution").fill(institution);
    await people.getByLabel("How many people").fill("5");
    await people.getByRole("button").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`People of ${institution}`);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("Is sure of no organization of this name")).toBeVisible();
    }).toPass({ timeout: 30_000 });
    await page.goto(`${PATH}/${person.job}`);
    await page.getByRole("button", { name: "Same person" }).click();
    await expect(page.getByText(`said by ${admin.name}`)).toBeVisible();
  });
});
