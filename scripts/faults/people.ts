import { createDatabase } from "@/db/client";
import { seedManyResearchers } from "@/db/seed/many-researchers";
import { hashPassword } from "@/lib/auth/password-hash";
import type { Plan } from "./plan";

export const PASSWORD = "correct horse battery";

export const readerEmail = (index: number) => `reader-${index}@faults.example`;

/** The researchers of a plan by their place in it. */
export type Profile = { id: string; email: string; requiresAcceptance: boolean };

/**
 * Writes the accounts of a plan: readers, and listed researchers with hours from nine to five on
 * every day. Every third researcher answers each request. All share one password.
 */
export async function seedPeople(databaseUrl: string, plan: Plan): Promise<Profile[]> {
  const db = createDatabase(databaseUrl, { max: 1 });
  const sql = db.$client;
  try {
    const hash = await hashPassword(PASSWORD);
    await seedManyResearchers(db, plan.researchers, plan.seed);
    await sql`delete from availability_rules`;
    await sql`
      insert into availability_rules (researcher_id, weekday, start_minute, end_minute)
      select id, weekday, 540, 1020 from researchers, generate_series(0, 6) as weekday`;
    await sql`
      update researchers set requires_acceptance = true where id in (
        select id from (select id, row_number() over (order by slug) as place from researchers) as r
        where place % 3 = 0)`;
    await sql`update users set password_hash = ${hash}`;
    await sql`
      insert into users (name, email, email_verified_at, password_hash, time_zone)
      select 'Reader ' || n, 'reader-' || n || '@faults.example', now(), ${hash}, 'Europe/Lisbon'
      from generate_series(0, ${plan.readers - 1}::int) as n`;
    return await sql<Profile[]>`
      select id, email::text, requires_acceptance as "requiresAcceptance"
      from researchers order by slug`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
