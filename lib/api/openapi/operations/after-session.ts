import { ReplyToReview } from "@/lib/reviews/reply-to-review";
import { ReviewView } from "@/lib/reviews/review-view";
import { WriteReview } from "@/lib/reviews/write-review";
import { ContestReport } from "@/lib/sessions/reports/contest-report";
import { DecideReport } from "@/lib/sessions/reports/decide-report";
import { ReportSession } from "@/lib/sessions/reports/report-session";
import { ReportView } from "@/lib/sessions/reports/report-view";
import { envelope, type Operation } from "../operation";

export const afterSessionOperations: readonly Operation[] = [
  {
    id: "writeReview",
    method: "post",
    path: "/consulting/sessions/{session_id}/review",
    tag: "Reviews",
    summary: "Review a session",
    description: "Once, by its reader, within 30 days of its end.",
    audience: "verified",
    body: WriteReview.omit({ sessionId: true }),
    status: 201,
    answer: envelope(ReviewView),
    errors: ["FORBIDDEN", "ALREADY_REVIEWED", "REVIEW_CLOSED", "WRONG_STATE"],
  },
  {
    id: "getReview",
    method: "get",
    path: "/consulting/sessions/{session_id}/review",
    tag: "Reviews",
    summary: "The review of a session",
    audience: "user",
    answer: envelope(ReviewView),
  },
  {
    id: "replyToReview",
    method: "post",
    path: "/consulting/sessions/{session_id}/review/reply",
    tag: "Reviews",
    summary: "Reply to a review",
    description: "Once, by the session's researcher.",
    audience: "verified",
    body: ReplyToReview.omit({ sessionId: true }),
    status: 201,
    answer: envelope(ReviewView),
    errors: ["FORBIDDEN", "ALREADY_REPLIED"],
  },
  {
    id: "reportSession",
    method: "post",
    path: "/consulting/sessions/{session_id}/report",
    tag: "Reports",
    summary: "Report a no-show or another problem",
    description:
      "By either party, until 48 hours after the end. The researcher is not paid meanwhile.",
    audience: "user",
    body: ReportSession.omit({ sessionId: true }),
    status: 201,
    answer: envelope(ReportView),
    errors: ["ALREADY_REPORTED", "REPORT_CLOSED"],
  },
  {
    id: "getReport",
    method: "get",
    path: "/consulting/sessions/{session_id}/report",
    tag: "Reports",
    summary: "The report on a session",
    audience: "user",
    answer: envelope(ReportView),
  },
  {
    id: "contestReport",
    method: "post",
    path: "/consulting/sessions/{session_id}/contest",
    tag: "Reports",
    summary: "Say otherwise than the report",
    description:
      "By the other party, within 48 hours of the report. An administrator decides then.",
    audience: "user",
    body: ContestReport.omit({ sessionId: true }),
    answer: envelope(ReportView),
    errors: ["FORBIDDEN", "REPORT_CLOSED", "WRONG_STATE"],
  },
  {
    id: "decideReport",
    method: "post",
    path: "/consulting/sessions/{session_id}/report/decision",
    tag: "Reports",
    summary: "Decide a report",
    audience: "admin",
    body: DecideReport,
    bodyExample: { outcome: "partial_refund", refund_amount: 40, note: "Half an hour was held." },
    answer: envelope(ReportView),
    errors: ["WRONG_STATE"],
  },
];
