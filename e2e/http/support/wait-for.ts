const EVERY_MS = 100;

/**
 * Asks until the answer is neither undefined, null nor false, and returns it. Throws at the deadline
 * with what was waited for and the last failure of the question itself, if any.
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false>,
  timeoutMs = 30_000,
): Promise<T> {
  let lastError: unknown;
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; ) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`, { cause: lastError });
}
