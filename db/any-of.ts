import { Column, is, type SQL, sql } from "drizzle-orm";

/**
 * Rows whose value is among these, in one text and with one parameter however many they are: each
 * length of an `in (...)` would be a statement to prepare of its own. An expression is taken for text.
 */
export function anyOf(value: Column | SQL, values: readonly string[]): SQL {
  const type = is(value, Column) ? value.getSQLType() : "text";
  return sql`${value} = any(${arrayLiteral(values)}::text::${sql.raw(type)}[])`;
}

/** As PostgreSQL reads arrays: within quotation marks only they and backslashes need an escape. */
const arrayLiteral = (values: readonly string[]) =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
