import type { OutreachDetail } from "@/lib/outreach/read-outreach";

type Asked = Pick<OutreachDetail, "status" | "takesBookings" | "invitation">;
type Tone = "neutral" | "accent" | "waiting" | "failure";

/** How a request stands, in a word, and what that means for the reader. `date` writes a day. */
export function outreachWords(
  { status, takesBookings, invitation }: Asked,
  now: Date,
  date: (at: Date) => string,
): { word: string; tone: Tone; meaning: string } {
  const { mailedAt, expiresAt } = invitation;
  if (status === "accepted") {
    const meaning = takesBookings
      ? "They have joined. Choose a time on their page."
      : "They have joined and are setting up their hours. We write to you once you can book.";
    return { word: "Accepted", tone: "accent", meaning };
  }
  if (status === "declined") {
    const meaning = "They would rather not, for now. They are not asked again for 90 days.";
    return { word: "Declined", tone: "neutral", meaning };
  }
  if (status === "email_failed")
    return {
      word: "Not delivered",
      tone: "failure",
      meaning: failures[invitation.failure ?? ""] ?? NOT_SENT,
    };
  if (!mailedAt) return { word: "Pending", tone: "waiting", meaning: "The mail is on its way." };
  if (expiresAt <= now) {
    const meaning = `They were invited on ${date(mailedAt)} and have not answered. The invitation ended on ${date(expiresAt)}.`;
    return { word: "No answer", tone: "neutral", meaning };
  }
  const meaning = `They were invited on ${date(mailedAt)} and have until ${date(expiresAt)}. We remind them once and tell you when they join.`;
  return { word: "Pending", tone: "waiting", meaning };
}

const NOT_SENT =
  "The mail could not be sent. This does not count towards your month; you can ask again.";

const failures: Record<string, string> = {
  bounced:
    "The mail came back, so the address is most likely wrong. This does not count towards your month; try another address.",
  complained: "We may not write to this address.",
  suppressed: "We may not write to this address.",
};
