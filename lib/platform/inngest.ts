import { Inngest } from "inngest";
import { JobLog } from "./job-log";
import { JobTicks } from "./job-ticks";

/** The trigger of jobs that look every minute for what is due. */
export const EVERY_MINUTE = "TZ=UTC * * * * *";

/** The one Inngest client; base URL and keys come from the INNGEST_* variables. */
export const inngest = new Inngest({
  id: "colloquy",
  checkpointing: false,
  aiMetadata: false,
  middleware: [JobLog, JobTicks],
});
