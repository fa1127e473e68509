import { render } from "@react-email/components";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ask } from "@/lib/outreach/read-invitation";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import type { Report } from "@/lib/sessions/reports/report";
import { exampleBooking } from "../booking.example";
import { plainText } from "../plain-text";
import { type Audience, sceneFor } from "../scene";
import { accountMail } from "./account";
import { addressClaimMail } from "./address-claim";
import { alertMail } from "./alert";
import { bookingConfirmed, linkChanged } from "./booking-confirmed";
import { calendarFailing } from "./calendar-failing";
import { sessionCanceled } from "./canceled";
import { latePaymentKept, latePaymentReturned } from "./late-payment";
import type { Mail } from "./mail";
import { meetingDelayed } from "./meeting-delayed";
import {
  type MembershipFacts,
  membershipEnded,
  membershipPaymentFailed,
  membershipStarted,
} from "./membership";
import { orcidConnected } from "./orcid-connected";
import { outreachInvitation, outreachReminder, researcherJoined } from "./outreach";
import { paymentReceipt } from "./payment-receipt";
import { type PayoutFacts, payoutReversed, payoutSent } from "./payout";
import { refundIssued } from "./refund-issued";
import {
  claimGranted,
  claimMerged,
  confirmProfileRequest,
  profileRemoved,
  requestRefused,
  welcome,
} from "./registration";
import { reminder } from "./reminder";
import { reportContested, reportDecided, reportFiled } from "./report";
import { requestReceived, requestSent } from "./request";
import { requestDeclined, requestUnanswered, requestWithdrawn } from "./request-ended";
import { rescheduled } from "./rescheduled";
import { reviewReceived, reviewReplied, reviewRequest } from "./review";

beforeAll(() => {
  Object.assign(process.env, SETTINGS);
});

const joinUrl = "https://zoom.example/j/123?pwd=abc";
const answerBy = new Date("2026-11-25T09:05:00Z");
const scene = (audience: Audience) => ({ ...sceneFor(exampleBooking(), audience), joinUrl });
const refundedScene = (audience: Audience) =>
  sceneFor({ ...exampleBooking(), refundedCents: 11_000 }, audience);
const payment = () => ({
  id: "44444444-4444-4444-8444-444444444444",
  userId: exampleBooking().reader.userId,
  sessionId: exampleBooking().session.id,
  subscriptionId: null,
  invoiceId: null,
  attempt: 1,
  amountCents: 11_000,
  currency: "usd",
  status: "completed" as const,
  failureCode: null,
  transactionId: "pi_1",
  chargeId: "ch_1",
  receiptUrl: null,
  capturedCents: 11_000,
  refundedCents: 0,
  paidAt: new Date("2026-11-23T09:05:00Z"),
  createdAt: new Date("2026-11-23T09:05:00Z"),
  updatedAt: new Date("2026-11-23T09:05:00Z"),
});
/** The morning of the session. */
const dayOf = new Date("2026-12-01T08:00:00Z");
const shortNotice = exampleBooking({ paidAt: dayOf, confirmedAt: dayOf });
const refund = () => ({
  id: "55555555-5555-4555-8555-555555555555",
  paymentId: payment().id,
  amountCents: 11_000,
  key: "refund:1",
  reason: "reader_canceled",
  status: "succeeded" as const,
  transactionId: "re_1",
  failureReason: null,
  attempts: 0,
  nextTryAt: null,
  createdAt: answerBy,
  updatedAt: answerBy,
  currency: "usd",
});
const membership = (values: Partial<MembershipFacts> = {}): MembershipFacts => ({
  priceCents: 2_900,
  discountPercent: 10,
  periodEndsAt: new Date("2026-12-25T09:05:00Z"),
  retryAt: null,
  needsAction: false,
  wasCanceled: false,
  timeZone: "Europe/Lisbon",
  ...values,
});
const review = (text: string | null) => ({
  id: "77777777-7777-4777-8777-777777777777",
  sessionId: exampleBooking().session.id,
  researcherId: exampleBooking().session.researcherId,
  rating: 4,
  text,
  reply: null,
  repliedAt: null,
  createdAt: answerBy,
  readerName: "Ada B.",
});
const report = (values: Partial<Report> = {}): Report => ({
  id: "88888888-8888-4888-8888-888888888888",
  sessionId: exampleBooking().session.id,
  reportedBy: "reader",
  kind: "no_show",
  text: "Nobody came.",
  status: "open",
  contestBy: new Date("2026-12-04T09:05:00Z"),
  contestedAt: null,
  contestText: null,
  outcome: null,
  refundCents: null,
  decidedBy: null,
  decidedAt: null,
  note: null,
  createdAt: answerBy,
  updatedAt: answerBy,
  ...values,
});
const payout = (values: Partial<PayoutFacts> = {}): PayoutFacts => ({
  grossCents: 11_000,
  feeCents: 1_650,
  netCents: 9_350,
  sentCents: 9_350,
  reversedCents: 0,
  currency: "usd",
  paidAt: new Date("2026-12-03T16:00:00Z"),
  transactionId: "tr_1",
  ...values,
});
const account = {
  name: "Ada Byron",
  timeZone: "Europe/Lisbon",
  link: "https://colloquy.example/verify-email?token=secret",
  signInLink: "https://colloquy.example/sign-in",
  expiresAt: answerBy,
};
const previousStartsAt = new Date("2026-11-30T14:00:00Z");

const readerTimes = "Tuesday 1 December 2026, 14:00–15:00, Lisbon time (GMT)";
const researcherTimes = "Tuesday 1 December 2026, 10:30–11:30, St Johns time (GMT-3:30)";
const sessionPage = "https://colloquy.example/sessions/2f7d7c1e-6a42-4b0e-9f0e-3f0a8f6f1c11";
const bookingPage =
  "https://colloquy.example/dashboard/bookings/2f7d7c1e-6a42-4b0e-9f0e-3f0a8f6f1c11";

/** Each mail with its subject and what it must say. */
const joined = { researcherName: "Siobhán Power", paperTitle: "Drift ice in a warming bay" };
const invited = () => {
  const paper = {
    id: "99999999-9999-4999-8999-999999999999",
    title: joined.paperTitle,
    doi: null,
    year: 2024,
    venue: "Polar Record",
    isRetracted: false,
    authorNames: ["Siobhán Power"],
    arxivId: null,
    source: null,
    fetchedAt: null,
  };
  const first: Ask = {
    readerName: "Ada Byron",
    note: "How sure are you of the third figure?",
    paper,
    addressSource: "profile",
  };
  return {
    contents: { greeting: "Siobhán Power", asks: [first, first, first], expiresAt: invitedUntil },
    first,
    links: {
      register: "https://colloquy.example/register?token=x",
      decline: "https://colloquy.example/decline?token=x",
      unsubscribe: "https://colloquy.example/unsubscribe?token=y",
    },
  };
};
const invitedUntil = new Date("2026-12-23T09:05:00Z");

const newcomer = { name: "Inês Duarte", timeZone: "Europe/Lisbon", slug: "ines-duarte" };
const profileLink = {
  profileName: "Inês Duarte",
  link: "https://colloquy.example/confirm?token=x",
  expiresAt: invitedUntil,
};

const mails: [name: string, make: () => Mail, subject: string, says: string[]][] = [
  [
    "confirmed, to the reader",
    () => bookingConfirmed(scene("reader")),
    "Confirmed: Tue 1 Dec, 14:00 with Siobhán Power",
    [
      readerTimes,
      "10:30–11:30, St Johns time (GMT-3:30)",
      joinUrl,
      "Monday 30 November 2026, 14:00",
      sessionPage,
    ],
  ],
  [
    "confirmed, to the researcher",
    () => bookingConfirmed(scene("researcher")),
    "New session: Tue 1 Dec, 10:30 with Ada Byron",
    [
      researcherTimes,
      "14:00–15:00, Lisbon time (GMT)",
      joinUrl,
      bookingPage,
      "How wrong are drift forecasts",
    ],
  ],
  [
    "new link",
    () => linkChanged(scene("reader")),
    "New link for Tue 1 Dec, 14:00 with Siobhán Power",
    [joinUrl, "earlier link no longer works"],
  ],
  [
    "confirmed within its last day, to the reader",
    () => bookingConfirmed({ ...sceneFor(shortNotice, "reader"), joinUrl }),
    "Confirmed: Tue 1 Dec, 14:00 with Siobhán Power",
    ["confirmed less than 24 hours before it begins, so it can no longer be moved or canceled"],
  ],
  [
    "receipt within its last day",
    () => paymentReceipt({ booking: shortNotice, payment: { ...payment(), paidAt: dayOf } }),
    "Receipt: $110 for a session with Siobhán Power",
    ["paid less than 24 hours before it begins, so it can no longer be canceled"],
  ],
  [
    "request, to the researcher",
    () => requestReceived({ ...scene("researcher"), answerBy, moved: false }),
    "Request for Tue 1 Dec, 10:30 from Ada Byron",
    [researcherTimes, "by Wednesday 25 November 2026, 05:35, St Johns time", bookingPage],
  ],
  [
    "request, to the reader",
    () => requestSent({ ...scene("reader"), answerBy, moved: false }),
    "We asked Siobhán Power for Tue 1 Dec, 14:00",
    [readerTimes, "hear by Wednesday 25 November 2026, 09:05, Lisbon time", "$110"],
  ],
  [
    "moved request, to the researcher",
    () => requestReceived({ ...scene("researcher"), answerBy, moved: true }),
    "Request moved to Tue 1 Dec, 10:30: Ada Byron",
    [researcherTimes],
  ],
  [
    "moved request, to the reader",
    () => requestSent({ ...scene("reader"), answerBy, moved: true }),
    "Your request is now for Tue 1 Dec, 14:00",
    [readerTimes],
  ],
  [
    "invitation",
    () => outreachInvitation(invited()),
    "Ada Byron would like to talk with you about “Drift ice in a warming bay”",
    [
      "Siobhán Power, Ada Byron has read your work",
      "Drift ice in a warming bay",
      "(Polar Record, 2024)",
      "How sure are you of the third figure?",
      "2 more readers",
      "You set your hours and your rate",
      "https://colloquy.example/register?token=x",
      "https://colloquy.example/decline?token=x",
      "https://colloquy.example/unsubscribe?token=y",
      "until Wednesday 23 December 2026",
      "public records of your publications",
      "1 Example Street",
    ],
  ],
  [
    "invitation's reminder",
    () => outreachReminder(invited()),
    "A reminder: Ada Byron would like to talk with you",
    ["the only reminder", "https://colloquy.example/register?token=x", "1 Example Street"],
  ],
  [
    "welcome, with a link for the password",
    () =>
      welcome({
        ...newcomer,
        isPublished: false,
        missing: ["field", "payout_country"],
        password: { link: `${profileLink.link}&return_to=x`, expiresAt: invitedUntil },
      }),
    "Set a password for your profile on Colloquy",
    [
      "Readers see it once you have published it",
      "When this was written, it still needed your field and the country you are paid in.",
      "https://colloquy.example/researchers/ines-duarte",
      profileLink.link,
      "until Wednesday 23 December 2026",
    ],
  ],
  [
    "welcome, complete and not published yet",
    () => welcome({ ...newcomer, isPublished: false, missing: [], password: null }),
    "Your profile on Colloquy",
    ["Readers see it once you have published it, which you can do when you like."],
  ],
  [
    "welcome, published",
    () => welcome({ ...newcomer, isPublished: true, missing: [], password: null }),
    "Your profile on Colloquy",
    [
      "Readers see it, and can book the hours you have opened.",
      "https://colloquy.example/dashboard/welcome",
    ],
  ],
  [
    "this is me",
    () => confirmProfileRequest("claim", profileLink),
    "Confirm that you are Inês Duarte",
    [profileLink.link, "nothing happens without the link", "until Wednesday 23 December 2026"],
  ],
  [
    "remove my profile",
    () => confirmProfileRequest("removal", profileLink),
    "Confirm that the profile of Inês Duarte is to be removed",
    [profileLink.link, "nothing is collected about you again"],
  ],
  [
    "claim granted",
    () => claimGranted(profileLink),
    "The profile of Inês Duarte is yours",
    [profileLink.link, "until Wednesday 23 December 2026"],
  ],
  [
    "claim joined to one's own profile",
    () => claimMerged(profileLink),
    "Your papers are on your profile now",
    ["https://colloquy.example/dashboard/profile"],
  ],
  [
    "claim refused",
    () => requestRefused("claim", "Inês Duarte"),
    "We could not give you the profile of Inês Duarte",
    ["You said that the profile of Inês Duarte is yours", "an address at your institution"],
  ],
  [
    "removal refused",
    () => requestRefused("removal", "Inês Duarte"),
    "We could not remove the profile of Inês Duarte",
    ["You asked us to remove the profile of Inês Duarte."],
  ],
  [
    "profile removed",
    profileRemoved,
    "The profile was removed",
    ["Nothing is collected about you again", "keep their authors’ names"],
  ],
  [
    "researcher joined",
    () => researcherJoined({ ...joined, profile: null }),
    "Siobhán Power has joined Colloquy",
    ["setting up their hours", "https://colloquy.example/invitations"],
  ],
  [
    "researcher can be booked",
    () => researcherJoined({ ...joined, profile: "https://colloquy.example/researchers/power" }),
    "Siobhán Power can be booked",
    ["takes bookings", "https://colloquy.example/researchers/power", "Drift ice"],
  ],
  [
    "declined",
    () =>
      requestDeclined(
        sceneFor(
          { ...exampleBooking({ declineReason: "I am at sea." }), refundedCents: 11_000 },
          "reader",
        ),
      ),
    "Siobhán Power cannot take your session on Tue 1 Dec, 14:00",
    ["I am at sea.", "full $110 goes back"],
  ],
  [
    "unanswered, to the reader",
    () => requestUnanswered(refundedScene("reader")),
    "No answer from Siobhán Power for Tue 1 Dec, 14:00",
    ["full $110 goes back"],
  ],
  [
    "unanswered, to the researcher",
    () => requestUnanswered(refundedScene("researcher")),
    "The request for Tue 1 Dec, 10:30 has ended",
    ["not answered in time"],
  ],
  [
    "withdrawn, to the reader",
    () => requestWithdrawn(refundedScene("reader")),
    "You withdrew your request for Tue 1 Dec, 14:00",
    ["full $110 goes back"],
  ],
  [
    "withdrawn, to the researcher",
    () => requestWithdrawn(refundedScene("researcher")),
    "Request withdrawn: Tue 1 Dec, 10:30 from Ada Byron",
    ["No answer is needed"],
  ],
  [
    "canceled by the reader, to the researcher",
    () => sessionCanceled({ ...refundedScene("researcher"), by: "reader", invited: true }),
    "Canceled: Tue 1 Dec, 10:30 with Ada Byron",
    ["Ada Byron has canceled", researcherTimes, "out of your calendar"],
  ],
  [
    "canceled by the researcher, to the reader",
    () => sessionCanceled({ ...refundedScene("reader"), by: "researcher", invited: false }),
    "Canceled: Tue 1 Dec, 14:00 with Siobhán Power",
    ["Siobhán Power has canceled", "full $110 goes back"],
  ],
  [
    "canceled without refund",
    () => sessionCanceled({ ...scene("reader"), by: "reader", invited: false }),
    "Canceled: Tue 1 Dec, 14:00 with Siobhán Power",
    ["You canceled", "is not refunded"],
  ],
  [
    "canceled for want of a meeting",
    () => sessionCanceled({ ...refundedScene("reader"), by: "no-meeting", invited: false }),
    "Canceled: Tue 1 Dec, 14:00 with Siobhán Power",
    ["could not set up the meeting", "full $110 goes back"],
  ],
  [
    "new time, to the reader",
    () => rescheduled({ ...scene("reader"), previousStartsAt }),
    "New time: Tue 1 Dec, 14:00 with Siobhán Power",
    [readerTimes, "Monday 30 November 2026, 14:00", joinUrl],
  ],
  [
    "new time, to the researcher",
    () => rescheduled({ ...scene("researcher"), previousStartsAt: null }),
    "New time: Tue 1 Dec, 10:30 with Ada Byron",
    [researcherTimes, bookingPage],
  ],
  [
    "a day ahead",
    () => reminder({ ...scene("reader"), kind: "24h" }),
    "Coming up: Tue 1 Dec, 14:00 with Siobhán Power",
    [readerTimes, joinUrl],
  ],
  [
    "an hour ahead, to the researcher",
    () => reminder({ ...scene("researcher"), kind: "1h" }),
    "Soon: Tue 1 Dec, 10:30 with Ada Byron",
    [researcherTimes, bookingPage],
  ],
  [
    "a day ahead, without a link",
    () => reminder({ ...scene("reader"), kind: "24h", joinUrl: null }),
    "Coming up: Tue 1 Dec, 14:00 with Siobhán Power",
    ["not ready yet"],
  ],
  [
    "late link",
    () => meetingDelayed(scene("reader")),
    "The link for Tue 1 Dec, 14:00 is late",
    ["refunded in full", readerTimes],
  ],
  [
    "receipt",
    () => paymentReceipt({ booking: exampleBooking(), payment: payment() }),
    "Receipt: $110 for a session with Siobhán Power",
    [
      "$110 USD",
      "ch_1",
      "Monday 23 November 2026",
      "Canceling until Monday 30 November 2026, 14:00",
      sessionPage,
    ],
  ],
  [
    "refund",
    () => refundIssued({ booking: exampleBooking(), refund: refund() }),
    "Refund of $110 for your session with Siobhán Power",
    ["$110 USD", "re_1"],
  ],
  [
    "late payment, time lost",
    () =>
      latePaymentReturned({ booking: exampleBooking(), payment: payment(), reason: "time-lost" }),
    "Your payment came too late: $110 is going back to you",
    ["no longer free", "full $110"],
  ],
  [
    "late payment, canceled",
    () =>
      latePaymentReturned({
        booking: exampleBooking(),
        payment: payment(),
        reason: "already-canceled",
      }),
    "Your payment came too late: $110 is going back to you",
    ["let the time go"],
  ],
  [
    "paid twice",
    () =>
      latePaymentReturned({ booking: exampleBooking(), payment: payment(), reason: "paid-twice" }),
    "You paid twice: $110 is going back to you",
    ["It stands"],
  ],
  [
    "late payment kept",
    () => latePaymentKept(scene("reader")),
    "Your late payment arrived: Tue 1 Dec, 14:00 is yours",
    ["booked after all"],
  ],
  [
    "review, asked for",
    () => reviewRequest({ ...scene("reader"), until: new Date("2026-12-31T15:00:00Z") }),
    "How was your session with Siobhán Power?",
    ["Tuesday 1 December 2026", "until Thursday 31 December 2026", `${sessionPage}#review`],
  ],
  [
    "review, to the researcher",
    () => reviewReceived({ ...scene("researcher"), review: review("Exact and kind.") }),
    "Ada Byron reviewed your session: 4 of 5 stars",
    ["Exact and kind.", "reply once", `${bookingPage}#review`],
  ],
  [
    "review without words, to the researcher",
    () => reviewReceived({ ...scene("researcher"), review: review(null) }),
    "Ada Byron reviewed your session: 4 of 5 stars",
    ["4 of 5 stars"],
  ],
  [
    "address at an institution",
    () => addressClaimMail({ ...account, institution: "Fjordvik University" }),
    "Confirm your address at Fjordvik University",
    [
      account.link,
      "The address itself is shown to nobody",
      "The link works once, in the account that the profile belongs to, until Wednesday 25 November 2026",
    ],
  ],
  [
    "reply to a review",
    () => reviewReplied({ ...scene("reader"), reply: "Thank you for the questions." }),
    "Siobhán Power replied to your review",
    ["Thank you for the questions.", `${sessionPage}#review`],
  ],
  [
    "no-show reported, to the researcher",
    () => reportFiled({ ...scene("researcher"), report: report() }),
    "Ada Byron reports that you did not come on Tue 1 Dec, 10:30",
    [
      "Nobody came.",
      "Friday 4 December 2026, 05:35, St Johns time",
      "Ada Byron is refunded in full",
    ],
  ],
  [
    "no-show reported, to the reader who reported",
    () => reportFiled({ ...scene("reader"), report: report() }),
    "We have your report about Tue 1 Dec, 14:00 with Siobhán Power",
    ["Nobody came.", "Without an answer you are refunded in full", sessionPage],
  ],
  [
    "problem reported, to the reader",
    () =>
      reportFiled({
        ...scene("reader"),
        report: report({ reportedBy: "researcher", kind: "problem", status: "with_admin" }),
      }),
    "Siobhán Power reports a problem with your session on Tue 1 Dec, 14:00",
    ["Nobody came.", "Somebody at Colloquy looks at it", "Friday 4 December 2026, 09:05"],
  ],
  [
    "report contested, to who reported",
    () => reportContested({ ...scene("reader"), report: report({ contestText: "I was there." }) }),
    "Siobhán Power has answered your report about Tue 1 Dec, 14:00",
    ["I was there.", "nothing is paid out or refunded"],
  ],
  [
    "report decided by its deadline, to the reader",
    () => reportDecided({ ...scene("reader"), report: report({ outcome: "refund" }) }),
    "Decided: your session with Siobhán Power on Tue 1 Dec, 14:00",
    ["You are refunded in full", "not answered in time", "5 to 10 days"],
  ],
  [
    "report decided once the session was refunded otherwise, to the researcher",
    () => {
      const { booking, ...rest } = scene("researcher");
      const canceled = { ...booking, refundedCents: booking.paidCents };
      return reportDecided({ ...rest, booking: canceled, report: report({ outcome: "pay" }) });
    },
    "Decided: your session with Ada Byron on Tue 1 Dec, 10:30",
    ["Ada Byron has been refunded already", "You are not paid for this session"],
  ],
  [
    "report decided by a person, to the researcher",
    () =>
      reportDecided({
        ...scene("researcher"),
        report: report({
          outcome: "partial_refund",
          refundCents: 5_000,
          decidedBy: exampleBooking().reader.userId,
          note: "Half an hour was lost.",
        }),
      }),
    "Decided: your session with Ada Byron on Tue 1 Dec, 10:30",
    ["Ada Byron gets $50 back", "paid your share of the rest", "Half an hour was lost."],
  ],
  [
    "payout",
    () => payoutSent({ ...scene("researcher"), payout: payout() }),
    "$93.50 is on its way to you for your session with Ada Byron",
    ["$110", "$16.50", "$93.50 USD", "tr_1", "https://colloquy.example/dashboard/earnings"],
  ],
  [
    "payout taken back",
    () => payoutReversed({ ...scene("researcher"), payout: payout({ reversedCents: 9_350 }) }),
    "$93.50 of your session with Ada Byron has been taken back",
    ["went back to them after you were paid", "$93.50 of what was sent to you"],
  ],
  [
    "alert",
    () =>
      alertMail({
        id: "66666666-6666-4666-8666-666666666666",
        kind: "payment_mismatch",
        message: "Payment intent pi_1 does not match its session",
        details: { expectedCents: 11_000 },
        createdAt: answerBy,
      }),
    "Needs a look: Payment intent pi_1 does not match its session",
    ["payment_mismatch", "11000", "Wednesday 25 November 2026, 09:05, UTC"],
  ],
  [
    "receipt of a member",
    () =>
      paymentReceipt({
        booking: exampleBooking({ priceCents: 9_900, memberDiscountCents: 1_100 }),
        payment: { ...payment(), capturedCents: 9_900 },
      }),
    "Receipt: $99 for a session with Siobhán Power",
    ["Session fee", "$110", "Your discount as a member", "\u2212$11", "$99 USD"],
  ],
  [
    "membership, begun",
    () => membershipStarted(membership()),
    "You are a member of Colloquy",
    ["10 % less", "$29 a month", "Friday 25 December 2026", "3 a month", "/researchers"],
  ],
  [
    "membership, renewal failed",
    () => membershipPaymentFailed(membership({ retryAt: answerBy })),
    "Your membership could not be renewed",
    [
      "turned the payment down",
      "Wednesday 25 November 2026",
      "https://colloquy.example/membership",
    ],
  ],
  [
    "membership, renewal to be confirmed",
    () => membershipPaymentFailed(membership({ needsAction: true })),
    "Your bank wants you to confirm your membership’s payment",
    ["confirm the payment of $29", "Otherwise the membership ends."],
  ],
  [
    "membership, ended as asked",
    () => membershipEnded(membership({ wasCanceled: true })),
    "Your membership has ended",
    ["as you asked", "Nothing more is charged"],
  ],
  [
    "membership, ended unpaid",
    () => membershipEnded(membership()),
    "Your membership has ended",
    ["could not be charged", "stay as they are"],
  ],
  [
    "calendar that fails",
    () => calendarFailing({ readAt: answerBy, timeZone: "America/St_Johns" }),
    "We can no longer read your calendar",
    [
      "Wednesday 25 November 2026, 05:35, St Johns time",
      "still block",
      "https://colloquy.example/dashboard/calendars",
    ],
  ],
  [
    "an ORCID iD connected",
    () => orcidConnected({ orcid: "0000-0002-1825-0097" }),
    "An ORCID iD was connected to your account",
    [
      "0000-0002-1825-0097 was connected",
      "https://colloquy.example/account",
      "https://colloquy.example/forgot-password",
    ],
  ],
  [
    "verify",
    () => accountMail("verify_email", account),
    "Confirm your address",
    [account.link, "Wednesday 25 November 2026, 09:05"],
  ],
  [
    "set password",
    () => accountMail("set_password", account),
    "Set a password for your account",
    [account.link],
  ],
  [
    "reset password",
    () => accountMail("reset_password", account),
    "Choose a new password",
    [account.link],
  ],
  [
    "account exists",
    () => accountMail("account_exists", account),
    "You already have an account",
    [account.link, account.signInLink],
  ],
];

describe("each mail says what it is for, in HTML and in plain text", () => {
  test.each(mails)("%s", async (_name, make, subject, says) => {
    const mail = make();
    expect(mail.subject).toBe(subject);
    const html = await render(mail.body);
    expect(await render(make().body)).toBe(html);
    const text = plainText(html);
    const unwrapped = text.replace(/\s+/g, " ");
    for (const phrase of says) expect(unwrapped).toContain(phrase);
    expect(html).not.toMatch(/undefined|Invalid Date|NaN|\[object|>null</);
    expect(`${mail.subject} ${text}`).not.toContain("!");
  });
});
