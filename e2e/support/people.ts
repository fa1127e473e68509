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
