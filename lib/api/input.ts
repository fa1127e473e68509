import type { z } from "zod";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { plainWords } from "./plain-words";

/** How large a JSON body may be. */
export const MAX_BODY_BYTES = 64 * 1024;

/** The body's text, refused beyond `maxBytes` without reading the rest. */
export async function textBody(request: Request, maxBytes = MAX_BODY_BYTES): Promise<string> {
  return (await bytesBody(request, maxBytes)).toString("utf8");
}

/** The body as it is, refused beyond `maxBytes` without reading the rest. */
export async function bytesBody(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = new DomainError(
    "PAYLOAD_TOO_LARGE",
    `The body must not exceed ${Math.floor(maxBytes / 1024)} KiB`,
    { max_bytes: maxBytes },
  );
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge;
  if (!request.body) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** The body as JSON. Anything else than a JSON media type is refused, which also keeps forms of other sites out. */
export async function jsonBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new DomainError("UNSUPPORTED_MEDIA_TYPE", "The body must be sent as application/json", {
      content_type: type || null,
    });
  }
  const text = await textBody(request);
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput("body", "is not valid JSON");
  }
}

/** The same where a body may be left out altogether, which is an empty object. */
export async function optionalBody(request: Request): Promise<unknown> {
  const isEmpty = request.body === null || request.headers.get("content-length") === "0";
  return isEmpty ? {} : jsonBody(request);
}

/** Reads an input through its schema; the refusal names each field that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value, { error: plainWords });
  if (result.success) return result.data;
  // A map, because callers may call a field what every object has, such as "constructor".
  const fields = new Map<string, string>();
  for (const { path: places, message, ...issue } of result.error.issues) {
    const path = places.join(".");
    // A field that must not be there is named as well as one that must.
    const isUnknown = issue.code === "unrecognized_keys" && path === "";
    const named = isUnknown ? issue.keys : [path || "body"];
    for (const name of named)
      if (!fields.has(name)) fields.set(name, isUnknown ? "is not known here" : message);
  }
  const message = [...fields].map(([field, problem]) => `${field}: ${problem}`).join("; ");
  throw new DomainError("INVALID_INPUT", message, { fields: Object.fromEntries(fields) });
}

/** The query string through its schema; a parameter given twice is refused. */
export function parseQuery<S extends z.ZodType>(schema: S, request: Request): z.output<S> {
  const values = new Map<string, string>();
  for (const [name, value] of new URL(request.url).searchParams) {
    if (values.has(name)) throw invalidInput(name, "is given more than once");
    values.set(name, value);
  }
  return parseInput(schema, Object.fromEntries(values));
}
