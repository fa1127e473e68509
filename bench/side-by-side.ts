/** The middle one; between two middle ones their mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

/** The value that a share (0 to 1) of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export type Comparison = { ours: number; theirs: number; ratio: number };

/**
 * Measures two things in short turns and compares each turn with its neighbour, so that whatever else
 * the machine does hits both alike. Which one goes first changes from round to round. One round
 * before the first warms both up and is thrown away.
 */
export async function sideBySide(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Comparison> {
  const found: Comparison[] = [];
  for (let round = -1; round < rounds; round++) {
    const first = round % 2 === 0 ? await ours() : null;
    const their = await theirs();
    const our = first ?? (await ours());
    if (round >= 0) found.push({ ours: our, theirs: their, ratio: our / their });
  }
  return {
    ours: median(found.map((one) => one.ours)),
    theirs: median(found.map((one) => one.theirs)),
    ratio: median(found.map((one) => one.ratio)),
  };
}
