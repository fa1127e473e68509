export type ReleaseOrder = "created" | "reversed" | "shuffled";

/** Puts webhooks into the order asked for. The same seed gives the same order, so that a test which fails can be run again. */
export function arrange<T>(items: T[], order: ReleaseOrder, seed: number): T[] {
  if (order === "created") return [...items];
  if (order === "reversed") return [...items].reverse();
  const rest = [...items];
  const arranged: T[] = [];
  let state = seed >>> 0;
  while (rest.length > 0) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    arranged.push(...rest.splice(Math.floor((state / 2 ** 32) * rest.length), 1));
  }
  return arranged;
}
