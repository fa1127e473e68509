import { z } from "zod";

/** Text in a request; the refusals of anything else read well after the field's name. PostgreSQL keeps no null characters. */
export const Text = z
  .string({
    error: ({ input }) => (input === undefined || input === null ? "is missing" : "must be text"),
  })
  .regex(/^[^\0]*$/, "must not contain null characters");

/** Text of several lines, whose ends browsers send as they like. */
export const LongText = Text.overwrite((text) => text.replace(/\r\n?/g, "\n"));
