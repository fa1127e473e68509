import type { z } from "zod";

export type Refusal = { message: string; errors: { field: string; message: string }[] };

/** A control's body by its schema; an empty body is `{}`. A refusal names every field at fault. */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T>,
): Promise<{ value: T } | Refusal> {
  const text = await request.text();
  let json: unknown;
  try {
    json = text === "" ? {} : JSON.parse(text, refuseBroken);
  } catch {
    return { message: "the body is not JSON", errors: [{ field: "", message: "not JSON" }] };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { value: parsed.data };
  const errors = parsed.error.issues.map((issue) => ({
    field: issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join("."),
    message: issue.message,
  }));
  return { message: `invalid: ${errors.map((e) => e.field).join(", ")}`, errors };
}

/** PostgreSQL can keep neither U+0000 nor half of a surrogate pair. */
function refuseBroken(_name: string, value: unknown): unknown {
  if (typeof value === "string" && (value.includes("\0") || !value.isWellFormed()))
    throw new SyntaxError("a text that is not well formed");
  return value;
}
