// Loaded before a program (`node --import`), it moves that program's clock ahead by the number of
// milliseconds in the file that MOVED_CLOCK_FILE names, whenever the file changes. Days of deadlines,
// late webhooks and expired tokens then pass in minutes, and neither the product nor its stand-ins
// hold a line for it. Timers, which measure spans, keep their pace.
import { readFileSync } from "node:fs";

const REREAD_MS = 20;
const file = process.env.MOVED_CLOCK_FILE ?? "";
const RealDate = Date;
const realNow = RealDate.now;
let aheadMs = 0;
let readAt = Number.NEGATIVE_INFINITY;

function now() {
  const at = performance.now();
  if (at - readAt > REREAD_MS) {
    readAt = at;
    aheadMs = read() ?? aheadMs;
  }
  return realNow() + aheadMs;
}

/** Undefined while the file is being replaced. */
function read() {
  try {
    const text = readFileSync(file, "utf8");
    return text === "" ? undefined : Number(text);
  } catch {
    return undefined;
  }
}

function MovedDate(...parts) {
  if (!new.target) return new RealDate(now()).toString();
  return Reflect.construct(RealDate, parts.length > 0 ? parts : [now()], new.target);
}
// Own properties rather than inherited ones: Next.js wraps Date in turn, and copies these.
Object.defineProperties(MovedDate, {
  ...Object.getOwnPropertyDescriptors(RealDate),
  now: { value: now, writable: true, configurable: true },
});
RealDate.prototype.constructor = MovedDate;
globalThis.Date = MovedDate;
