import type { Sql } from "postgres";
import { CARDS, challenge, fillCard, payButton } from "../support/card";
import { Examiner } from "../support/examine";
import { linkIn } from "../support/mail";
import { registerReader } from "../support/people";
import { chooseDay, timesOfDay } from "../support/slot-picker";
import { expect, test } from "../support/test";

// The tests of this file share nothing, and together they are the longest.
test.describe.configure({ mode: "parallel", timeout: 180_000 });

/** Researchers of this file's own, so that widths side by side do not meet. */
const PEOPLE = {
  desktop: { instant: "nora-feldmann", careful: "mireille-gagnon", held: "owen-tremblay" },
  phone: { instant: "beatrice-lombardi", careful: "rachel-goldstein", held: "andrew-macleod" },
};
const peopleOf = (width: string) => (width === "phone" ? PEOPLE.phone : PEOPLE.desktop);

test("the first page, the directory and a paper, by axe @every-width", async ({ page, sql }, {
  project,
}) => {
  const examiner = new Examiner(page);
  await examiner.visit("/", "Talk for an hour with the person who wrote the paper.");
  await examiner.visit("/researchers", "Researchers");
  if (project.name === "phone") {
    await page.getByRole("button", { name: "Filters" }).click();
    await examiner.examine(page.getByRole("heading", { name: "Filters" }));
  }
  await examiner.visit("/researchers?field=Genomics&verified=1&within=30", "Genomics");
  await examiner.visit("/researchers?query=zzqxv&max=25", "Nobody matches all of this");
  await examiner.visit("/researchers?query=10.5555/nowhere", "We found no such paper");
  const papers = await sql<{ id: string; title: string }[]>`
    select distinct on (is_retracted) id, title from papers order by is_retracted, title`;
  for (const { id, title } of papers) await examiner.visit(`/papers/${id}`, title);
  await examiner.visit("/nowhere", "There is nothing at this address", /404/);
});

test("profiles, by axe @every-width", async ({ page, sql }, { project }) => {
  const examiner = new Examiner(page);
  await examiner.visit("/researchers/amara-okafor", "Amara Okafor");
  await chooseDay(page, 1);
  await timesOfDay(page).first().click();
  await examiner.examine(page.getByRole("link", { name: "Continue" }));
  await examiner.visit("/researchers/ingrid-halvorsen", "Not on Colloquy yet");

  const slug = project.name === "phone" ? "sofie-kjaer" : "eleni-papadaki";
  await sql`insert into time_off (researcher_id, starts_at, ends_at)
    select id, now() - interval '1 day', now() + interval '1 year' from researchers
    where slug = ${slug}`;
  try {
    await examiner.visit(`/researchers/${slug}`, page.getByText(/no free times|No time is free/));
  } finally {
    await sql`delete from time_off where ends_at > now() + interval '300 days'
      and researcher_id = (select id from researchers where slug = ${slug})`;
  }
});

test("the rules of the house, by axe @every-width", async ({ page }) => {
  const examiner = new Examiner(page);
  await examiner.visit("/terms", "What Colloquy does");
  await examiner.visit("/privacy", "Your rights");
  await examiner.visit("/refunds", "How it reaches you");
  await examiner.visit("/docs/api", "Begin here");
});

test("booking and paying, by axe @every-width", async ({ page, sql, reader, bookings, signInAs }, {
  project,
}) => {
  const examiner = new Examiner(page);
  const { held } = peopleOf(project.name);
  await page.goto(`/researchers/${held}`);
  await chooseDay(page, 4);
  await timesOfDay(page).first().click();
  await page.getByRole("link", { name: "Continue" }).click();
  const hold = page.getByRole("button", { name: "Hold this time and continue to payment" });
  await examiner.examine(hold);
  await hold.click();
  await examiner.examine(page.locator("[aria-invalid='true']").first());
  const bookPath = page.url();
  await examiner.visit("/book?slot=nonsense", "This link does not lead to a time");

  await signInAs(reader.email, reader.password);
  await examiner.visit(bookPath, page.getByRole("heading", { name: "Keep this time" }));
  const { id } = await bookings.hold(reader, held);
  await examiner.visit(`/checkout/${id}`, page.getByLabel("Card number"));
  await fillCard(page, CARDS.declines);
  await payButton(page).click();
  await examiner.examine(page.getByText("Your bank declined the card"), /402/);
  await page.getByLabel("Card number").fill(CARDS.asksForAuthentication);
  await payButton(page).click();
  await examiner.examine(challenge(page));
  await challenge(page).getByRole("button", { name: "Fail authentication" }).click();
  await expect(challenge(page)).toBeHidden();

  await sql`update sessions set hold_expires_at = now() - interval '1 second' where id = ${id}`;
  await examiner.visit(`/checkout/${id}`, "The hold has ended, nothing was charged", /402/);
});

test("the reader's and the researcher's sessions, by axe @every-width", async ({
  page,
  sql,
  context,
  reader,
  bookings,
  signInAs,
}, { project }) => {
  const examiner = new Examiner(page);
  const { instant, careful } = peopleOf(project.name);
  await signInAs(reader.email, reader.password);
  await examiner.visit("/sessions", page.getByText("You have not booked a session yet"));

  const booked = await bookings.book(reader, instant, { inDays: 5 });
  await bookings.joinUrlOf(booked.id);
  const asked = await bookings.book(reader, careful, { inDays: 20 });
  await examiner.visit("/sessions", page.getByRole("link", { name: "Join on Zoom" }));
  await examiner.visit(`/sessions/${booked.id}?booked=1`, /^You are booked with/);
  await examiner.visit(`/sessions/${asked.id}?booked=1`, /^Your request is with/);
  await examiner.visit(`/sessions/${booked.id}/reschedule`, "Choose the new time");
  await chooseDay(page, 3);
  await timesOfDay(page).first().click();
  await page.getByRole("link", { name: "Continue" }).click();
  await examiner.examine(page.getByRole("button", { name: "Move to the new time" }));
  await examiner.visit(`/sessions/${booked.id}/receipt`, "Receipt");

  await page.goto(`/sessions/${booked.id}`);
  await page.getByRole("button", { name: "Cancel the session" }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel this session?" });
  await examiner.examine(dialog);
  await dialog.getByRole("button", { name: "Cancel the session" }).click();
  await examiner.examine(page.getByText("Canceled. You canceled it."));

  await context.clearCookies();
  await signInAs(await ownerEmail(sql, careful));
  await examiner.visit("/dashboard/bookings", "Waiting for your answer");
  await examiner.visit(`/dashboard/bookings/${asked.id}`, `Session with ${reader.name}`);
  await page.getByRole("button", { name: "Decline" }).click();
  await examiner.examine(page.getByRole("dialog", { name: /^Decline/ }));

  const [past] = await sql<{ id: string; email: string }[]>`
    select s.id, u.email from sessions s join users u on u.id = s.reader_id
    where s.state = 'completed' and u.email like '%@colloquy.example' order by s.id limit 1`;
  if (!past) throw new Error("the demo has no past session");
  await context.clearCookies();
  await signInAs(past.email);
  await examiner.visit(`/sessions/${past.id}`, /^Session with/);
  await examiner.visit("/sessions", "Past and canceled");
});

test("accounts, by axe @every-width", async ({ page, stack, sql, mail, reader, signInAs }) => {
  const examiner = new Examiner(page);
  await examiner.visit("/sign-in", "Sign in");
  await page.getByLabel("E-mail").fill(reader.email);
  await page.getByLabel("Password", { exact: true }).fill("not this one at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await examiner.examine(page.getByText("The e-mail address or the password is not right"));
  await examiner.visit("/sign-up", "Create an account");
  await page.getByRole("button", { name: "Create account" }).click();
  await examiner.examine(page.getByText("Enter your name."));
  await examiner.visit("/forgot-password", "Set a new password");
  await page.getByLabel("E-mail").fill(reader.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await examiner.examine(page.getByRole("heading", { name: "Check your mail" }));
  const reset = await mail.waitFor({ to: reader.email, tag: "kind:reset-password" });
  await examiner.visit(linkIn(reset, "/set-password"), "Choose a password");
  await examiner.visit("/set-password?token=nonsense", "This link no longer works");

  await signInAs(reader.email, reader.password);
  await examiner.visit("/account/tokens", "No program acts for you");
  await page.getByLabel("Name").fill("Reading list");
  await page.getByRole("button", { name: "Make a token" }).click();
  await examiner.examine(page.getByLabel("Token", { exact: true }));
  await examiner.visit("/account", "About you");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");

  const newcomer = await registerReader(stack.app, sql, { confirmed: false });
  await examiner.visit("/verify-email?token=nonsense", "This link no longer works");
  const verify = await mail.waitFor({ to: newcomer.email, tag: "kind:verify-email" });
  await examiner.visit(linkIn(verify, "/verify-email"), "Confirm your address");
});

async function ownerEmail(sql: Sql, slug: string): Promise<string> {
  const [owner] = await sql<{ email: string }[]>`
    select u.email from researchers r join users u on u.id = r.user_id where r.slug = ${slug}`;
  if (!owner) throw new Error(`${slug} has no owner`);
  return owner.email;
}
