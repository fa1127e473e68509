import { optionalMail } from "@/db/schema";

export type OptionalMail = (typeof optionalMail.enumValues)[number];

export const optionalMails: readonly OptionalMail[] = optionalMail.enumValues;

type Words = {
  /** As the page names it. */
  title: string;
  hint: string;
  /** In a sentence, as in "You will get no more …". */
  plural: string;
  for: "everyone" | "researchers";
};

/** What each optional mail is, and who can get it. */
export const optionalMailWords: Record<OptionalMail, Words> = {
  reminder_24h: {
    title: "A day before a session",
    hint: "A reminder with the time and the link.",
    plural: "reminders a day before a session",
    for: "everyone",
  },
  reminder_1h: {
    title: "An hour before a session",
    hint: "A reminder with the link.",
    plural: "reminders an hour before a session",
    for: "everyone",
  },
  review_request: {
    title: "How was it?",
    hint: "We ask once for a review, the day after a session.",
    plural: "requests for a review",
    for: "everyone",
  },
  review_reply: {
    title: "Replies to your reviews",
    hint: "What the researcher answered.",
    plural: "mails about replies to your reviews",
    for: "everyone",
  },
  researcher_joined: {
    title: "Researchers you invited",
    hint: "When they have joined, and when they can be booked.",
    plural: "mails about researchers you invited",
    for: "everyone",
  },
  membership_ended: {
    title: "The end of a membership",
    hint: "That it is over. About its payments we always write.",
    plural: "mails about the end of a membership",
    for: "everyone",
  },
  review_received: {
    title: "New reviews",
    hint: "What a reader wrote about a session with you.",
    plural: "mails about new reviews",
    for: "researchers",
  },
  payout_sent: {
    title: "Payouts",
    hint: "That money is on its way to you. About money that is taken back we always write.",
    plural: "mails about payouts",
    for: "researchers",
  },
};

/** What somebody can get, and so can choose. */
export const kindsFor = (isResearcher: boolean): OptionalMail[] =>
  optionalMails.filter((kind) => isResearcher || optionalMailWords[kind].for === "everyone");
