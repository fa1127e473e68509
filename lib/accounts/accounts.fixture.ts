import { hashPassword } from "@/lib/auth/password-hash";
import { createMemberships } from "@/lib/membership/membership.fixture";
import { hashAddress } from "@/lib/outreach/address-hash";
import type { UserActor } from "@/lib/platform/context";

export const PASSWORD = "correct horse battery";

/** Both words are nobody else's, so that they can be searched for. */
export const NAME = "Wilhelmina Quastenberg";
export const EMAIL = "wilhelmina@quastenberg.example";

export async function createAccounts() {
  const memberships = await createMemberships();
  const { sql, sandbox } = memberships;
  process.env.RESEND_BASE_URL = `${sandbox.url}/resend`;
  const passwordHash = await hashPassword(PASSWORD);

  const world = {
    ...memberships,

    /** A reader with the password above. */
    async account(values: { name?: string; isAdmin?: boolean } = {}): Promise<UserActor> {
      const reader = await memberships.reader(values.name);
      const isAdmin = values.isAdmin ?? false;
      await sql`update users set password_hash = ${passwordHash}, is_admin = ${isAdmin},
        email_verified_at = now() where id = ${reader.id}`;
      return { ...reader, isAdmin };
    },

    /** A researcher with it. */
    async owner(values: Parameters<typeof memberships.researcher>[0] = {}) {
      const researcher = await memberships.researcher(values);
      await sql`update users set password_hash = ${passwordHash} where id = ${researcher.actor.id}`;
      return researcher;
    },

    async mails(to: string): Promise<{ subject: string; text: string }[]> {
      const query = encodeURIComponent(to);
      return (await fetch(`${sandbox.url}/_sandbox/mails?to=${query}`)).json();
    },
  };
  return world;
}

export type Accounts = Awaited<ReturnType<typeof createAccounts>>;

// The pool leaves JSON to drizzle.
const json = (sql: Accounts["sql"], value: unknown) => sql`${JSON.stringify(value)}::text::jsonb`;

/**
 * Somebody who is reader, researcher and member at once, with a row in every table that can hold
 * anything of a person, their name or address wherever a text can. Nothing is left to settle.
 */
export async function makeWholePerson(world: Accounts): Promise<UserActor> {
  const { sql } = world;
  const { member } = await world.member();
  const other = await world.owner();
  const stranger = await world.account({ name: "Ben Moss" });
  const id = member.id;
  await sql`update users set name = ${NAME}, email = ${EMAIL}, email_verified_at = now(),
    orcid = '0000-0002-1825-0097', time_zone = 'Europe/Berlin',
    password_hash = (select password_hash from users where id = ${stranger.id}) where id = ${id}`;
  const [profile] = await sql<{ id: string }[]>`
    insert into researchers (user_id, slug, name, email, bio, position, affiliation, field, expertise,
      achievements, rate_cents, avatar_url, time_zone, orcid, openalex_id, standing, payout_country)
    values (${id}, 'wilhelmina-quastenberg', ${NAME}, ${EMAIL}, ${`${NAME} reads tide tables.`},
      ${`${NAME} Professor`}, 'Quastenberg Institute', 'Quastenberg studies', ${[NAME]}, ${[NAME]}, 12000,
      '/avatars/wilhelmina.webp', 'Europe/Berlin', '0000-0002-1825-0097', 'A_quastenberg', 'listed', 'DE')
    returning id`;
  const researcherId = profile?.id ?? "";
  await fillProfile(world, researcherId);
  const asReader = await world.booked(member, other, new Date("2026-03-10T10:00:00Z"));
  const asResearcher = await world.booked(
    stranger,
    { id: researcherId, actor: { ...member, researcherId } },
    new Date("2026-03-11T10:00:00Z"),
  );
  await settle(world, asReader.id, asResearcher.id, id);
  await fillAccount(world, { id, strangerId: stranger.id, researcherId });
  return { ...member, name: NAME, email: EMAIL, researcherId };
}

async function fillProfile({ sql }: Accounts, researcherId: string): Promise<void> {
  const rows = { researcher_id: researcherId };
  await sql`update researchers set slug = 'wilhelmina-q' where id = ${researcherId}`;
  await sql`insert into availability_rules ${sql({ ...rows, weekday: 2, start_minute: 540, end_minute: 1020 })}`;
  await sql`insert into availability_rules ${sql({ ...rows, weekday: 3, start_minute: 540, end_minute: 1020 })}`;
  await sql`insert into availability_overrides (researcher_id, date, ranges) values (${researcherId}, '2026-05-01', '[]')`;
  await sql`insert into time_off ${sql({ ...rows, starts_at: "2026-06-01", ends_at: "2026-06-02", note: NAME })}`;
  await sql`insert into travel ${sql({ ...rows, starts_on: "2026-07-01", ends_on: "2026-07-02", time_zone: "UTC" })}`;
  await sql`insert into avatars ${sql({ ...rows, hash: "quastenberg", small: Buffer.from("a"), large: Buffer.from("b") })}`;
  await sql`insert into calendar_feeds ${sql(rows)}`;
  await sql`insert into external_calendars ${sql({ ...rows, url: "https://calendar.example/wilhelmina/quastenberg.ics", zones: "UTC", covered_until: "2027-01-01", digest: "x", read_at: "2026-03-01", checked_at: "2026-03-01", due_at: "2026-03-03" })}`;
  await sql`insert into external_busy ${sql({ ...rows, starts_at: "2026-08-01", ends_at: "2026-08-02" })}`;
  await sql`insert into verification_proofs (researcher_id, kind, subject, evidence, proved_at)
    values (${researcherId}, 'institution_email', 'Quastenberg Institute', ${json(sql, { address: EMAIL })}, now())`;
  await sql`insert into address_claims ${sql({ ...rows, address: EMAIL, domain: "quastenberg.example", ror_id: "r", institution: "Quastenberg Institute", affiliation: "Quastenberg Institute", secret_hash: "s", expires_at: "2026-04-01" })}`;
  await sql`insert into payout_accounts ${sql({ ...rows, country: "DE", account_id: "acct_quastenberg" })}`;
  await sql`insert into profile_facts (researcher_id, field, value, source, source_id, fetched_at)
    values (${researcherId}, 'name', ${json(sql, NAME)}, 'openalex', 'A_quastenberg', now())`;
  const [paper] = await sql<{ id: string }[]>`
    insert into papers (title, doi, author_names) values ('On tides', '10.5555/tides', ${[NAME]}) returning id`;
  await sql`insert into paper_authors ${sql({ ...rows, paper_id: paper?.id ?? "", position: 1, byline_orcid: "0000-0002-1825-0097" })}`;
  await sql`insert into paper_byline (paper_id, position, name, orcid, openalex_id, institutions)
    values (${paper?.id ?? ""}, 1, ${NAME}, '0000-0002-1825-0097', 'A_quastenberg', ${json(sql, [{ name: "Quastenberg Institute", rorId: null }])})`;
  const [record] = await sql<{ id: string }[]>`
    insert into author_records (source, source_id, author, fetched_at, researcher_id)
    values ('openalex', 'A_quastenberg', ${json(sql, { name: NAME })}, now(), ${researcherId}) returning id`;
  const [job] = await sql<{ id: string }[]>`
    insert into collection_jobs (kind, state, key, input, researcher_id)
    values ('researcher', 'done', ${NAME}, ${json(sql, { name: NAME, email: EMAIL })}, ${researcherId}) returning id`;
  const of = { job_id: job?.id ?? "" };
  await sql`insert into collection_sources ${sql({ ...of, source: "openalex", note: NAME })}`;
  await sql`insert into collection_records ${sql({ ...of, record_id: record?.id ?? "" })}`;
  await sql`insert into match_candidates (record_id, researcher_id, job_id, evidence)
    values (${record?.id ?? ""}, ${researcherId}, ${job?.id ?? ""}, ${json(sql, [{ kind: "name", detail: NAME, speaks: "for" }])})`;
}

/** Both sessions are over, and all that could come of them has. */
async function settle(
  { sql }: Accounts,
  asReader: string,
  asResearcher: string,
  userId: string,
): Promise<void> {
  for (const id of [asReader, asResearcher]) {
    await sql`update sessions set state = 'completed', completed_at = ends_at,
      starts_at = starts_at - interval '30 days', ends_at = ends_at - interval '30 days' where id = ${id}`;
    await sql`insert into session_reports (session_id, reported_by, kind, text, status, contest_by,
      contested_at, contest_text, outcome, decided_at)
      values (${id}, ${id === asReader ? "reader" : "researcher"}, 'problem', ${`${NAME} was there`}, 'decided',
        now(), now(), 'No', 'pay', now())`;
    await sql`insert into reviews (session_id, researcher_id, reader_id, rating, text)
      select id, researcher_id, reader_id, 5, 'Clear and patient.' from sessions where id = ${id}`;
    await sql`insert into reminders (session_id, kind, session_starts_at, due_at) values (${id}, '24h', now(), now())`;
    await sql`insert into payouts (session_id, researcher_id, payment_id, status, gross_cents, fee_percent,
      fee_cents, net_cents, due_at, earned_at, sent_cents, destination, transaction_id, paid_at)
      select s.id, s.researcher_id, p.id, 'paid', 15000, 15, 2250, 12750, now(), now(), 12750, 'acct_1',
        'tr_' || s.id, now() from sessions s join payments p on p.session_id = s.id where s.id = ${id}`;
    await sql`insert into disputes (payment_id, transaction_id, amount_cents, reason, status)
      select id, 'dp_' || id, 100, 'fraudulent', 'won' from payments where session_id = ${id}`;
    await sql`insert into refunds (payment_id, amount_cents, key, reason, status)
      select id, 100, 'partial:' || id, 'goodwill', 'succeeded' from payments where session_id = ${id}`;
  }
  await sql`update sessions set questions = ${`I am ${NAME}`} where id = ${asReader}`;
  await sql`update sessions set decline_reason = ${`Sorry, ${NAME}`} where id = ${asResearcher}`;
  await sql`update payments set receipt_url = ${`https://pay.example/${EMAIL}`} where user_id = ${userId}`;
}

type Ids = { id: string; strangerId: string; researcherId: string };

async function fillAccount(
  { sql }: Accounts,
  { id, strangerId, researcherId }: Ids,
): Promise<void> {
  const user = { user_id: id };
  await sql`insert into mail_tokens ${sql({ ...user, purpose: "set_password", secret_hash: "m", expires_at: "2026-04-01" })}`;
  await sql`insert into api_grants ${sql({ ...user, name: `${NAME}'s script`, expires_at: "2027-01-01" })}`;
  await sql`insert into muted_mails ${sql({ ...user, kind: "reminder_1h", muted_at: "2026-03-01" })}`;
  await sql`insert into idempotency_keys ${sql({ scope: id, key: "k", request_hash: "h", claim: strangerId, claimed_until: "2026-03-01", status: 201, body: `{"name":"${NAME}"}` })}`;
  await sql`insert into idempotency_keys ${sql({ scope: "digest", key: "k", request_hash: "h", claim: strangerId, claimed_until: "2026-03-01", status: 201, body: `{"email":"${EMAIL}"}` })}`;
  await sql`insert into rate_limits (key, points) values ('password:digest', 1)`;
  await sql`insert into sent_mails (key, kind, recipient) values (${`welcome:${id}`}, 'welcome', ${EMAIL})`;
  await sql`insert into suppressions (address_hash, reason) values (${hashAddress(EMAIL)}, 'unsubscribed')`;
  await sql`insert into registration_steps (email, step, values, saved_at)
    values (${EMAIL}, 'profile', ${json(sql, { name: NAME })}, now())`;
  const [paper] = await sql<{ id: string }[]>`select id from papers limit 1`;
  const paperId = paper?.id ?? "";
  const invite = (email: string) => sql<{ id: string }[]>`
    insert into invitations (email, address_hash, created_at, expires_at, quiet_until)
    values (${email}, ${hashAddress(email)}, '2026-03-01', '2026-04-01', '2026-06-01') returning id`;
  const [herWish] = await invite("somebody@university.example");
  const [toHer] = await invite(EMAIL);
  const ask = { paper_id: paperId, address_source: "reader", note: `From ${NAME}` };
  await sql`insert into outreach_requests ${sql({ ...ask, user_id: id, invitation_id: herWish?.id ?? "", email: "somebody@university.example" })}`;
  await sql`insert into outreach_requests ${sql({ ...ask, note: null, user_id: strangerId, invitation_id: toHer?.id ?? "", email: EMAIL })}`;
  await sql`insert into profile_requests ${sql({ kind: "claim", state: "waiting", email: EMAIL, applicant_id: researcherId, expires_at: "2026-04-01" })}`;
  await sql`insert into alerts (kind, key, message) values ('claim_to_decide', 'k', 'A claim waits')`;
}
