import type { Sql } from "postgres";

export type Reader = { name: string; email: string; password: string };

const PASSWORD = "four quiet words here";

/**
 * A reader whom no other test knows, so that journeys side by side do not meet. The account is made
 * by the API; unless `confirmed` is false its address is confirmed by SQL.
 */
export async function registerReader(
  app: string,
  sql: Sql,
  { confirmed = true } = {},
): Promise<Reader> {
  const mark = crypto.randomUUID().slice(0, 8);
  const reader = {
    name: `Ada Lightfoot-${mark}`,
    email: `ada-${mark}@readers.example`,
    password: PASSWORD,
  };
  const response = await fetch(`${app}/api/v1/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...reader, time_zone: "America/New_York" }),
  });
  if (!response.ok) throw new Error(`registering answered ${response.status}`);
  if (confirmed) {
    await sql`update users set email_verified_at = now() where email = ${reader.email}`;
  }
  return reader;
}

export type Researcher = Reader & { slug: string };

/**
 * A researcher of a journey's own: listed, in UTC, $100 an hour, without hours unless some are given
 * for every day, in minutes. The profile is made by SQL.
 */
export async function registerResearcher(
  app: string,
  sql: Sql,
  { hours }: { hours?: { from: number; to: number } } = {},
): Promise<Researcher> {
  const account = await registerReader(app, sql);
  const slug = `r-${crypto.randomUUID()}`;
  const name = account.name.replace("Ada", "Dr Vera");
  await sql`update users set name = ${name} where email = ${account.email}`;
  await sql`insert into researchers (user_id, slug, name, email, rate_cents, standing, payout_country, field)
    select id, ${slug}, name, email, 10000, 'listed', 'GB', 'Genomics'
    from users where email = ${account.email}`;
  if (hours) {
    await sql`insert into availability_rules (researcher_id, weekday, start_minute, end_minute)
      select r.id, day, ${hours.from}, ${hours.to} from researchers r, generate_series(0, 6) as day
      where slug = ${slug}`;
  }
  return { ...account, name, slug };
}
