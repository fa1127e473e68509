import { expect, test } from "vitest";
import { deadline } from "./deadline";

const ended = (signal: AbortSignal) =>
  new Promise<unknown>((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    signal.addEventListener("abort", () => resolve(signal.reason));
  });

test("it comes by itself", async () => {
  const { signal } = deadline(new AbortController().signal, 5);
  expect(await ended(signal)).toMatchObject({ name: "TimeoutError" });
});

test("whoever stops the work ends it at once, before it began or amid it", async () => {
  const stop = new AbortController();
  const { signal } = deadline(stop.signal, 60_000);
  stop.abort("closing");
  expect(await ended(signal)).toBe("closing");
  expect(await ended(deadline(stop.signal, 60_000).signal)).toBe("closing");
});

test("once cleared it never comes", () => {
  const stop = new AbortController();
  const { signal, clear } = deadline(stop.signal, 60_000);
  clear();
  stop.abort();
  expect(signal.aborted).toBe(false);
});
