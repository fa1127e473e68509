import { sql } from "drizzle-orm";
import { PostgresJsSession } from "drizzle-orm/postgres-js";

/** Searches come in as many texts as there are words to look for; no connection should keep them all. */
const MAX_TEXTS = 500;

const PLAN_ANEW = "/* plan anew */";

/** Stands in a query whose best plan depends on its values: it is not prepared, but planned each time. */
export const planAnew = sql.raw(PLAN_ANEW);

const texts = new Set<string>();

/**
 * Makes every query of drizzle a prepared statement of its connection. By itself it prepares only
 * what is named, and asks PostgreSQL for the parameters' types before each of the others: a second
 * round trip for every query, and all of parsing and planning once more. The first 500 texts of the
 * process are prepared, the rest goes the long way.
 */
export function prepareQueries(): void {
  const sessions = PostgresJsSession.prototype;
  const prepareQuery = sessions.prepareQuery;
  sessions.prepareQuery = function (query, fields, name, ...rest) {
    // Whether there is a name is all that the driver looks at.
    return prepareQuery.call(this, query, fields, name ?? nameOf(query.sql), ...rest) as never;
  };
}

function nameOf(text: string): string | undefined {
  if (text.includes(PLAN_ANEW)) return undefined;
  if (texts.size < MAX_TEXTS) texts.add(text);
  return texts.has(text) ? "prepared" : undefined;
}
