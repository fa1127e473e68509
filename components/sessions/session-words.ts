import type { SessionState } from "@/lib/sessions/states";

type BadgeTone = "neutral" | "accent" | "waiting" | "failure";

/** A state in a word or two, from the side of whoever reads it. */
export function stateWord(state: SessionState, role: "reader" | "researcher"): [string, BadgeTone] {
  switch (state) {
    case "held":
      return [role === "reader" ? "Held for you" : "Being paid for", "waiting"];
    case "expiring":
      return ["Hold ending", "neutral"];
    case "requested":
      return [role === "reader" ? "Waiting for an answer" : "Waiting for your answer", "waiting"];
    case "confirmed":
      return ["Booked", "accent"];
    case "completed":
      return ["Over", "neutral"];
    case "canceled":
      return ["Canceled", "neutral"];
  }
}

const endings: Record<string, (other: string) => { reader: string; researcher: string }> = {
  hold_expired: () => ({
    reader: "The hold ended before it was paid.",
    researcher: "It was not paid in time.",
  }),
  reader_canceled: (other) => ({
    reader: "You canceled it.",
    researcher: `${other} canceled it.`,
  }),
  request_withdrawn: (other) => ({
    reader: "You withdrew the request.",
    researcher: `${other} withdrew the request.`,
  }),
  request_declined: (other) => ({
    reader: `${other} could not take it.`,
    researcher: "You declined the request.",
  }),
  request_unanswered: (other) => ({
    reader: `${other} did not answer in time.`,
    researcher: "The request was not answered in time.",
  }),
  researcher_canceled: (other) => ({
    reader: `${other} canceled it.`,
    researcher: "You canceled it.",
  }),
  meeting_unavailable: () => ({
    reader: "The meeting could not be set up, and we are sorry for that.",
    researcher: "The meeting could not be set up, and we are sorry for that.",
  }),
};

/** Why a session was canceled, in a sentence, naming the other party. */
export function endingWords(
  reason: string | null,
  role: "reader" | "researcher",
  otherName: string,
): string {
  return endings[reason ?? ""]?.(otherName)[role] ?? "It was canceled.";
}

const spans: [ms: number, one: string, many: string][] = [
  [86_400_000, "day", "days"],
  [3_600_000, "hour", "hours"],
  [60_000, "minute", "minutes"],
];

/** How far off a moment is: "in 3 days", "in 2 hours", "now" once it has come. Milliseconds. */
export function untilInWords(leftMs: number): string {
  if (leftMs <= 0) return "now";
  for (const [ms, one, many] of spans) {
    const count = Math.floor(leftMs / ms);
    if (count >= 1) return `in ${count} ${count === 1 ? one : many}`;
  }
  return "in less than a minute";
}
