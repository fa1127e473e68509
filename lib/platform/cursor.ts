import { z } from "zod";
import { invalidInput } from "./errors";

/** The parameters of every list. */
export const pageParameters = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(2000).optional(),
};

const TIMESTAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/;

/** A value that is a timestamptz as PostgreSQL writes it in UTC, of a moment that PostgreSQL reads. */
export const timestampText = z
  .string()
  .regex(TIMESTAMP)
  .refine((text) => {
    const seconds = text.slice(0, 19).replace(" ", "T");
    const date = new Date(`${seconds}Z`);
    // JavaScript takes the 30th of February for the 2nd of March, and knows a year 0.
    return (
      !Number.isNaN(date.getTime()) && date.toISOString().startsWith(seconds) && text >= "0001"
    );
  });

const Values = z.array(z.string().max(500)).min(1).max(8);

/** The place after a row, as opaque text: the values that it was sorted by, and what names the order. */
export function encodeCursor(values: string[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/** The values of a cursor that `encodeCursor` made. Throws INVALID_INPUT naming `cursor` for anything else. */
export function readCursor(cursor: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw foreignCursor();
  }
  const values = Values.safeParse(parsed);
  if (!values.success) throw foreignCursor();
  return values.data;
}

/** As readCursor; also refuses another number of values, and values that the checks do not know. */
export function decodeCursor(cursor: string, checks: z.ZodType<string>[]): string[] {
  const values = readCursor(cursor);
  const known =
    values.length === checks.length &&
    checks.every((check, at) => check.safeParse(values[at]).success);
  if (!known) throw foreignCursor();
  return values;
}

/** The error for a cursor that another list gave out, or none. */
export const foreignCursor = () => invalidInput("cursor", "is not one that this list gave out");
