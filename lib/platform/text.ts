import { z } from "zod";

/** What PostgreSQL keeps: neither null characters nor, within JSON, halves of a surrogate pair. */
export const KEPT_TEXT = /^[^\0\p{Cs}]*$/u;

/** Text in a request; the refusals of anything else read well after the field's name. */
export const Text = z
  .string({
    error: ({ input }) => (input === undefined || input === null ? "is missing" : "must be text"),
  })
  .regex(KEPT_TEXT, "must not contain null characters or broken ones");

/** Text of several lines, whose ends browsers send as they like. */
export const LongText = Text.overwrite((text) => text.replace(/\r\n?/g, "\n"));
