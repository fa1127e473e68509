import type { Sql, TransactionSql } from "postgres";
import type { Invariant } from "./invariant";
import { jobs } from "./jobs";
import { mails } from "./mails";
import { meetings } from "./meetings";
import { money } from "./money";
import { times } from "./times";

export type Violation = { invariant: string; subject: string; found: string };

export const invariants: readonly Invariant[] = [
  ...times,
  ...money,
  ...meetings,
  ...mails,
  ...jobs,
];

/** Everything that breaks an invariant at this moment of the moved clock: `always` those that hold at any. */
export async function findViolations(
  sql: Sql | TransactionSql,
  now: Date,
  which: "always" | "settled",
): Promise<Violation[]> {
  const checked = invariants.filter(({ holds }) => which === "settled" || holds === "always");
  const violations: Violation[] = [];
  for (const { name, breaches } of checked) {
    const query = breaches.replaceAll(":now", `timestamptz '${now.toISOString()}'`);
    const rows = await sql.unsafe<{ subject: string; found: string }[]>(query);
    violations.push(...rows.map(({ subject, found }) => ({ invariant: name, subject, found })));
  }
  return violations;
}
