import type { SessionState } from "@/lib/sessions/states";

type StateTone = "neutral" | "accent" | "waiting" | "failure";
export type Worded = readonly [word: string, tone: StateTone];

/** A session's state, from nobody's side. */
export const sessionStates: Record<SessionState, Worded> = {
  held: ["Held", "waiting"],
  expiring: ["Hold ending", "waiting"],
  requested: ["Requested", "waiting"],
  confirmed: ["Booked", "accent"],
  completed: ["Over", "neutral"],
  canceled: ["Canceled", "neutral"],
};

export const paymentStates = {
  pending: ["Pending", "waiting"],
  completed: ["Paid", "accent"],
  failed: ["Failed", "failure"],
  canceled: ["Canceled", "neutral"],
} as const satisfies Record<string, Worded>;

export const refundStates = {
  due: ["Due", "waiting"],
  sent: ["On the way", "waiting"],
  succeeded: ["Refunded", "accent"],
  failed: ["Failed", "failure"],
} as const satisfies Record<string, Worded>;

export const payoutStates = {
  due: ["Due", "waiting"],
  blocked: ["Blocked", "waiting"],
  sending: ["Being sent", "waiting"],
  paid: ["Paid out", "accent"],
  void: ["Nothing owed", "neutral"],
  reversed: ["Taken back", "neutral"],
} as const satisfies Record<string, Worded>;

export const disputeStates = {
  open: ["Open", "waiting"],
  won: ["Won", "accent"],
  lost: ["Lost", "failure"],
} as const satisfies Record<string, Worded>;

/** `hold_expired` as "hold expired": the codes of what happened, readable. */
export const spaced = (code: string): string => code.replaceAll("_", " ");
