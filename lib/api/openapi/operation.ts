import { z } from "zod";
import type { ErrorCode } from "@/lib/platform/errors";

export const tags = {
  Sessions: "Book, pay for, move and cancel an hour with a researcher.",
  Researchers: "Find researchers, by name, field or paper.",
  Times: "When a researcher is free.",
  Papers: "The papers that researchers wrote.",
  Outreach: "Invite researchers who are not here yet.",
  Membership: "A monthly subscription that makes sessions cheaper.",
  Reviews: "What readers say of a session, and the researcher's reply.",
  Reports: "A no-show or another problem, and who decides on it.",
  "Own profile": "For researchers: what readers see.",
  "Own hours": "For researchers: hours, days off, travel and how readers may book.",
  "Own bookings": "For researchers: requests, sessions, earnings and payouts.",
  "Own calendars": "For researchers: bookings in another calendar, busy times from one.",
  Collection: "For researchers and administrators: fill profiles from academic databases.",
  Accounts: "Accounts and tokens.",
  Webhooks: "Called by Stripe and Resend.",
  Operation: "For whoever runs the service.",
} as const;

export type Tag = keyof typeof tags;

/** Who may call: the least that is asked for. */
export type Audience =
  /** No account needed. */
  | "anyone"
  /** Signed in, also with an address that is not confirmed yet. */
  | "user"
  /** Signed in with a confirmed address. */
  | "verified"
  /** The owner of a profile. */
  | "researcher"
  | "admin"
  /** Proves itself by a signature or a secret of its own. */
  | "signed";

export type Operation = {
  id: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Below `/api/v1`, parameters in braces: `/consulting/sessions/{session_id}`. */
  path: string;
  tag: Tag;
  summary: string;
  description?: string;
  audience: Audience;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Where fields exclude each other; else one is made of all of them. */
  bodyExample?: unknown;
  /** The body may be left out. */
  bodyIsOptional?: boolean;
  /** For a body that is no JSON. */
  bodyType?: string;
  /** Of success; default 200. */
  status?: number;
  /** Another status with the same answer, and when it comes. */
  otherwise?: { status: number; when: string };
  answer: z.ZodType;
  /** For an answer that is no JSON. */
  answerType?: string;
  /** The answer has an `ETag`, and `If-None-Match` is minded: what the route calls `conditional`. */
  conditional?: boolean;
  /** Beyond those that the audience, the body and the parameters bring. */
  errors?: readonly ErrorCode[];
};

/** The envelope of most answers. */
export const envelope = (data: z.ZodType) =>
  z.object({ success: z.literal(true), message: z.string(), data });

/** The same for a page of a list; the next page's address also stands in the `Link` header. */
export const page = (item: z.ZodType, more: z.ZodRawShape = {}) =>
  z.object({
    success: z.literal(true),
    message: z.string(),
    data: z.array(item),
    pagination: z.object({
      limit: z.int(),
      ...more,
      next_cursor: z.string().nullable().describe("Null on the last page"),
    }),
  });

export const nothing = envelope(z.null());
