import postgres, { type Sql } from "postgres";
import { paidResearchers } from "@/db/seed/past-sessions";
import { DemoApi } from "./demo-api";
import type { StackAddresses } from "./stack-addresses";

/** Begins its payout account and has not finished it: what it earns is kept. */
const UNFINISHED = "henrik-solberg";

/**
 * Gives the demo's past a footing at the stand-in: what is still to be paid out has a charge to come
 * from, some researchers have finished their payout accounts, and one has only begun. What is
 * there already is left alone.
 */
export async function makeDemoPayouts({ app, sandbox, database }: StackAddresses): Promise<void> {
  const sql = postgres(database, { max: 1 });
  try {
    await makeCharges(sql, sandbox);
    const owners = await sql<{ slug: string; email: string }[]>`
      select r.slug, u.email from researchers r join users u on u.id = r.user_id
      where r.slug = any(${[...paidResearchers, UNFINISHED]})
        and not exists (select from payout_accounts a where a.researcher_id = r.id)`;
    for (const { slug, email } of owners) {
      await openAccount(new DemoApi(app), email);
      if (slug !== UNFINISHED) await finishAccount(sql, sandbox, slug);
    }
  } finally {
    await sql.end();
  }
}

/** The seeded payments of payouts that are not sent yet, paid once more at the stand-in. */
async function makeCharges(sql: Sql, sandbox: string): Promise<void> {
  const rows = await sql<{ id: string; session_id: string; amount_cents: number }[]>`
    select p.id, p.session_id, p.amount_cents from payments p join payouts o on o.payment_id = p.id
    where p.transaction_id like 'pi_seed_%' and o.status in ('due', 'blocked')`;
  for (const row of rows) {
    const intent = await callStripe<{ id: string; latest_charge: string }>(
      sandbox,
      "payment_intents",
      {
        amount: String(row.amount_cents),
        currency: "usd",
        confirm: "true",
        payment_method: "pm_card_visa",
        transfer_group: `session:${row.session_id}`,
        "metadata[payment_id]": row.id,
        "metadata[session_id]": row.session_id,
      },
    );
    await sql`
      update payments set transaction_id = ${intent.id}, charge_id = ${intent.latest_charge}
      where id = ${row.id}`;
  }
}

async function openAccount(api: DemoApi, email: string): Promise<void> {
  await api.signIn(email);
  await api.post("researchers/me/payout-account/onboarding", {});
}

/** As if its owner had walked through the onboarding; the webhook tells the application. */
async function finishAccount(sql: Sql, sandbox: string, slug: string): Promise<void> {
  const [account] = await sql<{ account_id: string }[]>`
    select a.account_id from payout_accounts a join researchers r on r.id = a.researcher_id
    where r.slug = ${slug}`;
  const path = `accounts/${account?.account_id}/onboard`;
  await requireOk(await fetch(`${sandbox}/_sandbox/${path}`, { method: "POST" }), path);
}

async function callStripe<T>(
  sandbox: string,
  path: string,
  params: Record<string, string>,
): Promise<T> {
  const response = await fetch(`${sandbox}/v1/${path}`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_sandbox" },
    body: new URLSearchParams(params),
  });
  return (await requireOk(response, path)).json() as Promise<T>;
}

async function requireOk(response: Response, path: string): Promise<Response> {
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
}
