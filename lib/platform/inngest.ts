import { Inngest } from "inngest";
import { JobLog } from "./job-log";
import { JobTicks } from "./job-ticks";

/** The trigger of jobs that look every minute for what is due. */
export const EVERY_MINUTE = "TZ=UTC * * * * *";

const TIMEOUT_MS = 10_000;

/** The SDK waits for as long as a connection stays open; what takes too long it tries again. */
const fetchInTime: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });

/** The one Inngest client; base URL and keys come from the INNGEST_* variables. */
export const inngest = new Inngest({
  id: "colloquy",
  checkpointing: false,
  aiMetadata: false,
  fetch: fetchInTime,
  middleware: [JobLog, JobTicks],
});
