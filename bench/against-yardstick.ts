import { fetchOnce, requestsPerSecond, type Target } from "./load";
import type { Row } from "./result";
import { sideBySide } from "./side-by-side";

const ROUNDS = 7;
const TURN_MS = 1_500;

export type Yardstick = Target & { label: string };

/** Answers per second of a page or route beside the emptiest of its kind in the same server. */
export async function againstYardstick(
  label: string,
  target: Target,
  yardstick: Yardstick,
  aim?: number,
): Promise<Row> {
  const bytes = await fetchOnce(target);
  const found = await sideBySide(
    ROUNDS,
    () => requestsPerSecond(target, TURN_MS),
    () => requestsPerSecond(yardstick, TURN_MS),
  );
  return {
    label: `${label} (${(bytes / 1000).toFixed(0)} kB)`,
    figure: found.ours,
    unit: "req/s",
    yardstick: { label: yardstick.label, figure: found.theirs },
    ratio: found.ratio,
    ...(aim && { aim: `at least ${Math.round(aim * 100)} %`, met: found.ratio >= aim }),
  };
}
