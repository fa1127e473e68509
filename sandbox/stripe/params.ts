import { z } from "zod";
import { StripeError } from "./errors";
import type { FormObject } from "./form";

/** Parameters come as text; these read them as the API documents them. */
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/, "Invalid integer")
  .transform(Number);
export const positiveInteger = integer.refine((value) => value >= 1, "Invalid positive integer");
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");
export const text = z.string().max(5_000);
/** Empty text unsets a field. */
export const unsettable = text.transform((value) => (value === "" ? null : value));
export const metadata = z.union([z.literal(""), z.record(z.string().max(40), z.string().max(500))]);
export const expand = z.array(z.string()).optional();
/** Unix seconds, up to the end of the year 9999. */
const timestamp = integer.refine((value) => value >= 0 && value <= 253_402_300_799, "Invalid time");
const boundary = timestamp.optional();
export const created = z
  .union([
    timestamp.transform((exact) => ({ gte: exact, lte: exact })),
    z.strictObject({ gt: boundary, gte: boundary, lt: boundary, lte: boundary }),
  ])
  .optional();

/** What every list takes. */
export const paging = {
  limit: integer.refine((value) => value >= 1 && value <= 100, "must be from 1 to 100").optional(),
  starting_after: z.string().optional(),
  created,
  expand,
};

/** Reads parameters by a schema, or throws the 400 that names the one at fault. */
export function readParams<T>(schema: z.ZodType<T>, form: FormObject): T {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  throw toStripeError(parsed.error.issues[0], form);
}

function toStripeError(issue: z.core.$ZodIssue | undefined, form: FormObject): StripeError {
  const path = (issue?.path ?? []).map(String);
  if (issue?.code === "unrecognized_keys") {
    const param = bracketed([...path, issue.keys[0] ?? ""]);
    return refusal("parameter_unknown", `Received unknown parameter: ${param}`, param);
  }
  const param = bracketed(path);
  const value = path.reduce<unknown>(
    (parent, key) => (parent && typeof parent === "object" ? Reflect.get(parent, key) : undefined),
    form,
  );
  if (value === undefined)
    return refusal("parameter_missing", `Missing required param: ${param}.`, param);
  if (value === "")
    return refusal("parameter_invalid_empty", `You passed an empty string for '${param}'.`, param);
  if (issue?.message.startsWith("Invalid integer"))
    return refusal("parameter_invalid_integer", `Invalid integer: ${String(value)}`, param);
  return refusal(undefined, `Invalid ${param}: ${issue?.message ?? "not understood"}`, param);
}

function refusal(code: string | undefined, message: string, param: string): StripeError {
  return new StripeError(400, {
    type: "invalid_request_error",
    message,
    param,
    ...(code && { code }),
  });
}

function bracketed([head = "", ...rest]: string[]): string {
  return head + rest.map((part) => `[${part}]`).join("");
}

/** Metadata is merged: a key with empty text goes, an empty `metadata` clears everything. */
export function mergeMetadata(
  before: Record<string, string>,
  change: "" | Record<string, string> | undefined,
): Record<string, string> {
  if (change === undefined) return before;
  if (change === "") return {};
  return Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(([, value]) => value !== ""),
  );
}
