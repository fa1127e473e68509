import type { invitations } from "@/db/schema";
import { DAY_MS } from "@/lib/platform/time";

/** How long the link works, how long after the mail its one reminder follows, and how long all is quiet then. */
export const INVITATION_DAYS = 30;
export const REMINDER_DAYS = 7;
export const QUIET_DAYS = 90;

export type Invitation = typeof invitations.$inferSelect;

export const addDays = (date: Date, days: number) => new Date(date.getTime() + days * DAY_MS);

/** Every way in which an invitation ends, from where, and what becomes of the requests that wait for it. */
export const moves = {
  accept: { from: ["open", "failed"], to: "accepted", requests: "accepted" },
  decline: { from: ["open"], to: "declined", requests: "declined" },
  fail: { from: ["open"], to: "failed", requests: "email_failed" },
} as const satisfies Record<
  string,
  { from: readonly Invitation["state"][]; to: Invitation["state"]; requests: string }
>;
