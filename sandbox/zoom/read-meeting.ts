import { fromZonedTime } from "date-fns-tz";
import { z } from "zod";
import { type FieldError, validationFailed, ZoomError } from "./errors";
import type { Meeting, MeetingFields } from "./meeting";

const START_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z?$/;

const Body = z.looseObject({
  topic: z.string().min(1).max(200).optional(),
  type: z.literal(2, { error: "Only scheduled meetings (2) are supported." }).optional(),
  start_time: z.string().regex(START_TIME).optional(),
  duration: z.int().min(1).max(1440).optional(),
  timezone: z.string().refine(isTimeZone, "Invalid time zone.").optional(),
  password: z
    .string()
    .max(10)
    .regex(/^[\w@*-]*$/)
    .optional(),
  agenda: z.string().max(2000).optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
});

/**
 * The body of a create call (nothing before) or of an update (of `before`).
 * Throws Zoom's code 300 with every field that is wrong.
 */
export function readMeeting(body: unknown, before: Meeting | undefined): MeetingFields {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new ZoomError(400, 300, "Request Body should be a valid JSON object.");
  const parsed = Body.safeParse(body);
  if (!parsed.success) throw validationFailed(parsed.error.issues.map(fieldError));
  const input = parsed.data;
  const timeZone = input.timezone ?? before?.timeZone ?? "UTC";
  const startsAt = input.start_time ? instant(input.start_time, timeZone) : before?.startsAt;
  if (!startsAt) throw validationFailed([{ field: "start_time", message: "Invalid field." }]);
  return {
    topic: input.topic ?? before?.topic ?? "Zoom Meeting",
    agenda: input.agenda ?? before?.agenda ?? "",
    startsAt,
    durationMinutes: input.duration ?? before?.durationMinutes ?? 60,
    timeZone,
    settings: { ...before?.settings, ...input.settings },
    password: input.password || before?.password,
  };
}

/** A time without Z is wall-clock time in the meeting's zone. */
function instant(text: string, timeZone: string): string {
  const moment = text.endsWith("Z") ? new Date(text) : fromZonedTime(text, timeZone);
  if (Number.isNaN(moment.getTime()))
    throw validationFailed([{ field: "start_time", message: "Invalid field." }]);
  return `${moment.toISOString().slice(0, 19)}Z`;
}

function fieldError(issue: z.core.$ZodIssue): FieldError {
  const message = issue.message.endsWith(".") ? issue.message : "Invalid field.";
  return { field: issue.path.join("."), message };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
