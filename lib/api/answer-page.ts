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
