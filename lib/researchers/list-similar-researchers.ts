import type { Ctx } from "@/lib/platform/context";
import { listResearchers } from "./list-researchers";
import type { Researcher } from "./researcher";

/** Others of the same field who have a free time, soonest first; of any field when there are none. */
export async function listSimilarResearchers(
  ctx: Ctx,
  { id, field, limit = 3 }: { id: string; field: string | null; limit?: number },
): Promise<Researcher[]> {
  const soonest = async (within: string | undefined) => {
    const { items } = await listResearchers(ctx, {
      field: within,
      availableWithinDays: 366,
      sort: "next",
      limit: limit + 1,
    });
    return items.filter((other) => other.id !== id).slice(0, limit);
  };
  const near = field ? await soonest(field) : [];
  return near.length > 0 ? near : soonest(undefined);
}
