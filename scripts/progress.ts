/** Runs one stage of a command: its name at once, then how long it took or that it failed. */
export async function stage<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  process.stdout.write(`${name} ... `);
  try {
    const result = await work();
    console.log(elapsed(startedAt));
    return result;
  } catch (error) {
    console.log(`failed after ${elapsed(startedAt)}`);
    throw error;
  }
}

/** Seconds since `startedAt` (milliseconds of `performance.now()`), e.g. `1.3 s`. */
export function elapsed(startedAt: number): string {
  const seconds = (performance.now() - startedAt) / 1000;
  return seconds < 90
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
