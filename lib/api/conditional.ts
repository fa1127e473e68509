import { createHash } from "node:crypto";
import { bodyOf } from "./respond";

/**
 * Callers may keep what they were answered, and must ask before they use it again. No cache that
 * many share may keep it: the same address answers each of them differently.
 */
const KEPT_BY_CALLER = "private, no-cache";
/** By what an answer differs besides its address. */
const WHO_ASKS = "Authorization, Cookie";
/** RFC 9110, 8.8.3: anything printable but quotation marks, commas too. */
const ENTITY_TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/**
 * Gives an answer to GET or HEAD its `ETag`, and turns it into a 304 without a body for a caller
 * whose `If-None-Match` names it. The answer has been worked out for this caller by then, so that
 * whoever may not see it is refused whatever tag is sent. Refusals stay as they are.
 */
export async function answerIfChanged(request: Request, answer: Response): Promise<Response> {
  if (answer.status !== 200) return answer;
  const tag = tagOf(await bodyOf(answer));
  answer.headers.set("etag", tag);
  answer.headers.set("cache-control", KEPT_BY_CALLER);
  answer.headers.append("vary", WHO_ASKS);
  if (!matches(request.headers.get("if-none-match"), tag)) return answer;
  const headers = new Headers(answer.headers);
  // What describes a body that is not sent stays with the one that was kept.
  for (const name of ["content-type", "link"]) headers.delete(name);
  return new Response(null, { status: 304, headers });
}

/** Weak, because compression on the way makes other bytes of the same answer. */
function tagOf(body: string): string {
  const digest = createHash("sha256").update(body).digest("base64url");
  return `W/"${digest.slice(0, 22)}"`;
}

/** Whether an If-None-Match names a tag: by the weak comparison, in a list, or as `*`. */
export function matches(ifNoneMatch: string | null, tag: string): boolean {
  const given = ifNoneMatch?.trim() ?? "";
  if (given === "*") return true;
  // A list with anything in it that is no tag is no list, and counts as not sent.
  if (given.replaceAll(ENTITY_TAG, "").replaceAll(/[\s,]/g, "") !== "") return false;
  return (given.match(ENTITY_TAG) ?? []).some((each) => opaque(each) === opaque(tag));
}

const opaque = (tag: string) => tag.replace(/^W\//, "");
