import { createHash } from "node:crypto";
import { sql } from "./stack";

/** Lets somebody have used up all but `left` of a limit of a million. */
export async function useUp(policy: string, who: string, left: number): Promise<void> {
  const digest = createHash("sha256").update(who).digest("base64url").slice(0, 22);
  await sql`
    insert into rate_limits (key, points, expire)
    values (${`${policy}:${digest}`}, ${1_000_000 - left}, now() + interval '50 seconds')
    on conflict (key) do update set points = excluded.points, expire = excluded.expire`;
}
