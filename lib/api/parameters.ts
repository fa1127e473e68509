import { z } from "zod";
import { invalidInput } from "@/lib/platform/errors";

const Id = z.guid();

/** An id from the path; text that is none is refused, naming the parameter. */
export function idParameter(name: string, value: string | undefined): string {
  const id = Id.safeParse(value);
  if (!id.success) throw invalidInput(name, "is not an id");
  return id.data;
}

/** The `Link` header to a list's next page, as in RFC 8288. */
export function nextLink(request: Request, nextCursor: string | null): Record<string, string> {
  if (!nextCursor) return {};
  const url = new URL(request.url);
  url.searchParams.set("cursor", nextCursor);
  return { link: `<${url.pathname}${url.search}>; rel="next"` };
}

/** The ids of a query parameter, written `a,b`; for requests that have no body to hold a list. */
export const idList = z
  .string()
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(z.array(z.guid("is not a list of ids")).max(500));
