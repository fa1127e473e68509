import { expect } from "vitest";
import { z } from "zod";

const instant = z.iso.datetime();
const week = z.partialRecord(
  z.enum(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
  z.array(z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/)).min(1),
);

/** A researcher in the guide's words, and what we add to it. */
export const researcher = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  email: z.email().nullable(),
  bio: z.string().nullable(),
  expertise: z.array(z.string()),
  achievements: z.array(z.string()),
  availability: week,
  rate: z.number().nullable(),
  verified: z.boolean(),
  user_id: z.uuid().nullable(),
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

export const timeSlot = z.strictObject({
  id: z.string(),
  researcher_id: z.uuid(),
  start_time: instant,
  end_time: instant,
  available: z.boolean(),
  session_id: z.uuid().optional(),
  local_start_time: z.iso.datetime({ offset: true }).optional(),
  local_end_time: z.iso.datetime({ offset: true }).optional(),
});

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
  amount: z.number(),
  currency: z.literal("usd"),
  zoom_link: z.url().nullable(),
  hold_expires_at: instant.nullable(),
  accepted_at: instant.nullable(),
  cancel_reason: z.string().nullable(),
  created_at: instant,
  updated_at: instant,
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
