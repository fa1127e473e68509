import { Inngest } from "inngest";
import { JobLog } from "./job-log";

/** The one Inngest client; base URL and keys come from the INNGEST_* variables. */
export const inngest = new Inngest({
  id: "colloquy",
  checkpointing: false,
  aiMetadata: false,
  middleware: [JobLog],
});
