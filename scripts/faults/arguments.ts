export type Wish = { bookings: number; seed: number };

const USAGE = "Usage: npm run faults -- [--bookings N] [--seed S]";
const DEFAULT_BOOKINGS = 200;
const MOST_BOOKINGS = 100_000;
const MOST_SEED = 2 ** 31 - 1;

/** Reads the command's arguments; a seed that is not given is drawn. Throws with the usage. */
export function readArguments(args: readonly string[], anySeed: () => number): Wish {
  const given = new Map<string, number>();
  for (let at = 0; at < args.length; at += 2) {
    const [name, value] = [args[at] ?? "", Number(args[at + 1] || Number.NaN)];
    if ((name !== "--bookings" && name !== "--seed") || !Number.isInteger(value)) {
      throw new Error(USAGE);
    }
    given.set(name, value);
  }
  const wish = {
    bookings: given.get("--bookings") ?? DEFAULT_BOOKINGS,
    seed: given.get("--seed") ?? anySeed(),
  };
  const isGood =
    wish.bookings >= 1 &&
    wish.bookings <= MOST_BOOKINGS &&
    wish.seed >= 0 &&
    wish.seed <= MOST_SEED;
  if (!isGood) throw new Error(USAGE);
  return wish;
}
