import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** RFC 8785 canonical JSON, for values that came from or go to JSON. */
export function canonicalJson(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(",")}}`;
}

/** The `x-inngest-signature` of a canonical body; `atSeconds` is what the SDK compares with its clock. */
export function signBody(body: string, signingKey: string, atSeconds: number): string {
  const mac = createHmac("sha256", withoutPrefix(signingKey)).update(`${body}${atSeconds}`);
  return `t=${atSeconds}&s=${mac.digest("hex")}`;
}

/** What the SDK sends as bearer token when it registers: the key's hash, behind the key's prefix. */
export function hashSigningKey(signingKey: string): string {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? "";
  const hash = createHash("sha256").update(Buffer.from(withoutPrefix(signingKey), "hex"));
  return prefix + hash.digest("hex");
}

/** Compares in constant time. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

function withoutPrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "");
}
