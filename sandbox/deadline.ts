/**
 * A signal that aborts when `stop` does, or after `ms`; `clear` once the work is over. In place of
 * AbortSignal.any with AbortSignal.timeout, whose timeout Node may collect before it comes.
 */
export function deadline(stop: AbortSignal, ms: number): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController();
  const end = () => controller.abort(stop.reason);
  const late = new DOMException("not answered in time", "TimeoutError");
  const timer = setTimeout(() => controller.abort(late), ms);
  if (stop.aborted) end();
  stop.addEventListener("abort", end);
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      stop.removeEventListener("abort", end);
    },
  };
}
