import type { SandboxDeps } from "./deps";

const LOOK_EVERY_MS = 1_000;

/** Does the work every second, one after the other, until the sandbox closes; `failed` is what the log says. */
export function everySecond(deps: SandboxDeps, failed: string, work: () => Promise<void>): void {
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= work()
      .catch((error) => deps.log.error({ err: error }, failed))
      .finally(() => {
        looking = undefined;
      });
  }, LOOK_EVERY_MS);
  deps.onClose(async () => {
    clearInterval(timer);
    await looking;
  });
}
