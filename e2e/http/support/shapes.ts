import { expect } from "vitest";
import { z } from "zod";

const instant = z.iso.datetime();
const hours = z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/);
const week = z.partialRecord(
  z.enum(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
  z.array(hours).min(1),
);

/**
 * A researcher in the guide's words, both its halves together; what the guide marks as optional is
 * null when there is none. Then what we add: slug and zone as agreed, the rest of the profile.
 */
export const researcher = z.strictObject({
  id: z.uuid(),
  user_id: z.uuid().nullable(),
  name: z.string(),
  email: z.email().nullable(),
  bio: z.string().nullable(),
  expertise: z.array(z.string()),
  achievements: z.array(z.string()),
  availability: week,
  rate: z.number().nullable(),
  verified: z.boolean(),
  avatar_url: z.string().nullable(),
  affiliation: z.string().nullable(),
  author: z.boolean().optional(),
  created_at: instant,
  updated_at: instant,

  slug: z.string(),
  time_zone: z.string(),
  position: z.string().nullable(),
  orcid: z.string().nullable(),
  standing: z.enum(["listed", "unclaimed"]),
  rating_average: z.number().nullable(),
  rating_count: z.int(),
  next_available_at: instant.nullable(),
});

/** A profile as its owner sees it; hidden ones too. */
export const ownProfile = z.strictObject({
  ...researcher.shape,
  standing: z.enum(["listed", "hidden"]),
  field: z.string().nullable(),
  payout_country: z.string().length(2).nullable(),
  fee_percent: z.number(),
  net_rate: z.number().nullable(),
  time_zone_assumed: z.boolean(),
  takes_bookings: z.boolean(),
  missing: z.array(z.enum(["bio", "field", "expertise", "rate", "hours", "payout_country"])),
});

export const review = z.strictObject({
  id: z.uuid(),
  researcher_id: z.uuid(),
  rating: z.int().min(1).max(5),
  text: z.string().nullable(),
  reader_name: z.string(),
  created_at: instant,
  reply: z.string().nullable(),
  replied_at: instant.nullable(),
});

const local = z.iso.datetime({ offset: true });

/** The session's id goes to its parties only; local times come with `timezone=`. */
export const timeSlot = z.strictObject({
  id: z.string(),
  researcher_id: z.uuid(),
  start_time: instant,
  end_time: instant,
  available: z.boolean(),
  session_id: z.uuid().optional(),

  local_start_time: local.optional(),
  local_end_time: local.optional(),
});

export const timeSlots = z.strictObject({ time_slots: z.array(timeSlot) });

export const availability = z.strictObject({
  availability: z.record(z.iso.date(), z.array(hours)),

  local_times: z
    .record(
      z.iso.date(),
      z.array(z.strictObject({ local_start_time: local, local_end_time: local })),
    )
    .optional(),
});

/** A session in the guide's words, both its halves together, and what we add. */
export const session = z.strictObject({
  id: z.uuid(),
  user_id: z.uuid(),
  researcher_id: z.uuid(),
  researcher_name: z.string(),
  time_slot_id: z.string(),
  paper_id: z.uuid().nullable(),
  paper_title: z.string().nullable(),
  questions: z.string().nullable(),
  start_time: instant,
  end_time: instant,
  status: z.enum(["scheduled", "completed", "canceled"]),
  payment_status: z.enum(["pending", "completed", "failed", "refunded"]),
  zoom_link: z.url().nullable(),
  created_at: instant,
  updated_at: instant,

  amount: z.number(),
  currency: z.literal("usd"),
  hold_expires_at: instant.nullable(),
  accepted_at: instant.nullable(),
  cancel_reason: z.string().nullable(),
});

export const paymentIntent = z.strictObject({
  client_secret: z.string().regex(/^pi_\w+_secret_\w+$/),
  amount: z.number(),
  type: z.enum(["session", "subscription"]),
});

export const subscription = z.strictObject({
  id: z.uuid(),
  user_id: z.uuid(),
  status: z.enum(["active", "expired", "canceled"]),
  start_date: instant,
  end_date: instant.nullable(),
  created_at: instant,

  amount: z.number(),
  currency: z.literal("usd"),
  current_period_end: instant,
  cancel_at_period_end: z.boolean(),
  payment_failed: z.boolean(),
});

export const outreachRequest = z.strictObject({
  id: z.uuid(),
  user_id: z.uuid(),
  researcher_email: z.string(),
  paper_id: z.uuid(),
  status: z.enum(["pending", "accepted", "declined", "email_failed"]),
  created_at: instant,
  updated_at: instant,

  researcher_id: z.uuid().nullable(),
});

/** A collection that has begun; its progress is asked for by the job's id. */
export const collecting = z.strictObject({
  status: z.literal("processing"),
  researcher_id: z.uuid(),

  job_id: z.uuid(),
});

export const collectingInstitution = z.strictObject({
  status: z.literal("background_started"),
  institution: z.string(),
  limit: z.int(),

  job_id: z.uuid(),
});

export const webhookReceipt = z.strictObject({
  status: z.literal("success"),
  message: z.string().regex(/^Processed [\w.]+ event$/),
});

/** The envelope of every failure: both of the guide's forms in one. */
export const failure = z.strictObject({
  success: z.literal(false),
  detail: z.string(),
  error: z.strictObject({
    code: z.string().regex(/^[A-Z_]+$/),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
});

export const enveloped = <T extends z.ZodType>(data: T, message: string) =>
  z.strictObject({ success: z.literal(true), message: z.literal(message), data });

/** The directory counts long lists up to a limit only, and says so. */
export const directoryTotal = { total_is_exact: z.boolean() };

export const listed = <T extends z.ZodType, P extends z.core.$ZodShape = Record<never, never>>(
  item: T,
  message: string,
  pagination?: P,
) =>
  z.strictObject({
    success: z.literal(true),
    message: z.literal(message),
    data: z.array(item),
    pagination: z.strictObject({
      limit: z.int(),
      total: z.int(),
      next_cursor: z.string().nullable(),
      ...(pagination as P),
    }),
  });

/** Reads a body through its shape; a key too many, too few or of another type fails by name. */
export function expectShape<T extends z.ZodType>(shape: T, body: unknown): z.output<T> {
  const read = shape.safeParse(body);
  expect(read.error?.issues, JSON.stringify(body).slice(0, 300)).toBeUndefined();
  return shape.parse(body);
}
