import type { APIRequestContext } from "@playwright/test";
import type { Sql } from "postgres";

/** The id at Stripe of a member's subscription. */
export async function subscriptionOf(sql: Sql, email: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select s.stripe_subscription_id as id from subscriptions s
    join users u on u.id = s.user_id where u.email = ${email} order by s.created_at desc limit 1`;
  if (!row) throw new Error(`${email} has no membership`);
  return row.id;
}

/** What only time and banks do to a subscription: `advance` by days, another `card` behaviour. */
export async function control(
  request: APIRequestContext,
  sandbox: string,
  id: string,
  what: { advance: { days: number } } | { card: { number: string } },
): Promise<void> {
  for (const [path, data] of Object.entries(what)) {
    const answer = await request.post(`${sandbox}/_sandbox/subscriptions/${id}/${path}`, { data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  }
}
