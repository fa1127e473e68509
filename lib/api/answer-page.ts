import { z } from "zod";
import { decodeCursor, encodeCursor, pageParameters } from "@/lib/platform/cursor";
import { parseQuery } from "./input";
import { nextLink } from "./parameters";
import { json } from "./respond";

type Page = {
  message: string;
  data: unknown[];
  limit: number;
  nextCursor: string | null;
  /** What else is told of the whole list, such as its total. */
  more?: Record<string, unknown>;
  /** What else the answer tells, beside the list. */
  beside?: Record<string, unknown> | null;
};

/** Answers with one page of a list, in the envelope; the next page's address also stands in `Link`. */
export function answerPage(
  request: Request,
  { message, data, limit, nextCursor, more = {}, beside = null }: Page,
): Response {
  const pagination = { limit, ...more, next_cursor: nextCursor };
  const body = { success: true, message, data, pagination, ...beside };
  return json(body, 200, nextLink(request, nextCursor));
}

const PageQuery = z.object(pageParameters);

type Whole<T> = {
  message: string;
  items: T[];
  view: (item: T) => unknown;
  /** Texts that sort as the list does, and no two alike. */
  keyOf: (item: T) => string[];
  /** What such texts look like, so that another list's cursor is refused. */
  key: z.ZodType<string>[];
};

/** Answers with the page that the query asks for of a list that was read as a whole. */
export function answerPageOf<T>(
  request: Request,
  { message, items, view, keyOf, key }: Whole<T>,
): Response {
  const { limit, cursor } = parseQuery(PageQuery, request);
  const after = cursor ? decodeCursor(cursor, key) : null;
  const rest = after ? items.filter((item) => isAfter(keyOf(item), after)) : items;
  const page = rest.slice(0, limit);
  const last = rest.length > limit ? page.at(-1) : undefined;
  const nextCursor = last === undefined ? null : encodeCursor(keyOf(last));
  return answerPage(request, { message, data: page.map(view), limit, nextCursor });
}

function isAfter(key: string[], place: string[]): boolean {
  const at = key.findIndex((text, index) => text !== place[index]);
  return at >= 0 && (key[at] ?? "") > (place[at] ?? "");
}
