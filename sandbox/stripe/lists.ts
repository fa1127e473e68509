import type { ListOptions } from "../store";
import type { Call } from "./api";
import { invalidRequest } from "./errors";
import { present } from "./present";

type Bounds = {
  gt?: number | undefined;
  gte?: number | undefined;
  lt?: number | undefined;
  lte?: number | undefined;
};
type PageParams = {
  limit?: number | undefined;
  starting_after?: string | undefined;
  created?: Bounds | undefined;
};

/** One page of Stripe's lists, newest first. */
export async function listPage<T extends object>(
  call: Call<PageParams>,
  kind: string,
  url: string,
  options: Pick<ListOptions, "filter" | "anyOf"> = {},
): Promise<object> {
  const { limit, starting_after: startingAfter, created = {} } = call.params;
  if (startingAfter && !(await call.records.get(kind, startingAfter)))
    throw invalidRequest(`No such object: '${startingAfter}'`, {
      code: "resource_missing",
      param: "starting_after",
    });
  const page = await call.records.list<T>(kind, {
    ...options,
    limit,
    startingAfter,
    ...createdRange(created),
  });
  const data = page.data.map((object) => present(object, call.deps.origin()));
  return { object: "list", data, has_more: page.hasMore, url };
}

/** Bounds in whole seconds; an object created within a second belongs to that second. */
function createdRange({
  gt,
  gte,
  lt,
  lte,
}: Bounds): Pick<ListOptions, "createdFrom" | "createdBefore"> {
  const from = [gte, gt === undefined ? undefined : gt + 1].filter((bound) => bound !== undefined);
  const before = [lt, lte === undefined ? undefined : lte + 1].filter((b) => b !== undefined);
  return {
    ...(from.length > 0 && { createdFrom: new Date(Math.max(...from) * 1000) }),
    ...(before.length > 0 && { createdBefore: new Date(Math.min(...before) * 1000) }),
  };
}
