import type { Sql } from "postgres";
import { Examiner } from "../support/examine";
import { expectNoSidewaysScroll } from "../support/fits";
import { registerReader, registerResearcher } from "../support/people";
import { expect, test } from "../support/test";

const HOUR_MS = 3_600_000;

/** What waits for an administrator because of one session, each with words of its own. */
async function trouble(sql: Sql, sessionId: string) {
  const mark = crypto.randomUUID().slice(0, 8);
  const [job, event] = [`journey-${mark}`, `evt_${mark}`];
  const words = `The wind was ${mark}`;
  await sql.begin(async (tx) => {
    await tx`insert into session_reports (session_id, reported_by, kind, text, status, contest_by)
      values (${sessionId}, 'reader', 'problem', ${words}, 'with_admin', now())`;
    await tx`insert into failed_jobs (id, job, event_name, event_data, error)
      values (${job}, ${job}, 'meeting/ready', ${tx.json({ sessionId })}, 'Resend answered 500')`;
    await tx`insert into alerts (kind, key, message, details) values
      ('job_failed', ${`job_failed:${job}`}, ${`The job ${job} gave up`}, '{}'),
      ('payment_unknown', ${`payment_unknown:${mark}`}, ${`A stray payment ${mark}`},
        ${tx.json({ sessionId })})`;
    await tx`insert into webhook_failures (id, provider, type, error_code, last_tried_at)
      values (${event}, 'stripe', 'refund.failed', 'BUSY', now())`;
  });
  return { job, event, words, stray: `A stray payment ${mark}.` };
}

test("an administrator sees what needs them, decides, resolves, runs again, and it is on record", async ({
  page,
  stack,
  sql,
  reader,
  bookings,
  signInAs,
}) => {
  const owner = await registerResearcher(stack.app, sql, { hours: { from: 540, to: 1020 } });
  const { id } = await bookings.book(reader, owner.slug);
  await bookings.joinUrlOf(id);
  await bookings.moveBySql(id, new Date(Date.now() - 3 * HOUR_MS));
  const { job, event, words, stray } = await trouble(sql, id);
  const admin = await registerReader(stack.app, sql);
  await sql`update users set is_admin = true where email = ${admin.email}`;
  await signInAs(admin.email, admin.password);
  const examiner = new Examiner(page);

  await examiner.visit("/admin", "Needs you");
  await expect(page.getByRole("link", { name: /jobs? that gave up/ })).toBeVisible();

  await page.goto("/admin/sessions");
  await page.getByLabel("Find").fill(reader.email.toUpperCase());
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("link", { name: `${reader.name} with ${owner.name}` }).click();
  await examiner.examine(page.getByText(words));
  await page.getByRole("radio", { name: /refunded a part/ }).check();
  await page.getByRole("button", { name: "Decide the report" }).click();
  await expect(page.getByText("goes with a partial refund, and only with that")).toBeVisible();
  await page.getByLabel(/^How much goes back/).fill("40");
  await page.getByRole("button", { name: "Decide the report" }).click();
  await expect(page.getByText("$40 went back to the reader")).toBeVisible();
  const refunds = await sql`select r.amount_cents from refunds r
    join payments p on p.id = r.payment_id where p.session_id = ${id}`;
  expect([...refunds]).toEqual([{ amount_cents: 4_000 }]);

  await page.goto("/admin/alerts");
  const alert = page.getByRole("article").filter({ hasText: stray });
  await alert.getByText("I have dealt with it").click();
  await examiner.examine(alert.getByRole("button", { name: "Resolve" }));
  await alert.getByLabel(/^What was done/).fill("It belongs to the shop");
  await alert.getByRole("checkbox").check();
  await alert.getByRole("button", { name: "Resolve" }).click();
  await expect(alert).toBeHidden();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/admin/jobs");
  await examiner.examine(page.getByRole("button", { name: `Run again ${job}` }));
  await page.getByRole("button", { name: `Run again ${job}` }).click();
  await expect(page.getByText(job)).toBeHidden();
  const [run] = await sql`select run_again_at from failed_jobs where id = ${job}`;
  expect(run?.run_again_at).not.toBeNull();

  await page.goto("/admin/webhooks");
  await page.getByRole("button", { name: `Replay ${event}` }).click();
  await expect(page.getByText("Stripe has this event no longer")).toBeVisible();
  await sql`delete from webhook_failures where id = ${event}`;

  await page.goto("/admin/log");
  for (const act of ["Ran a job again", "Resolved an alert", "Decided a report"]) {
    const row = page.getByRole("row").filter({ hasText: admin.name });
    await expect(row.filter({ hasText: act })).toHaveCount(1);
  }
  await expect(page.getByRole("link", { name: `session ${id}` })).toBeVisible();
  await expectNoSidewaysScroll(page);
});
