import { z } from "zod";
import { RequestOutreach } from "@/lib/outreach/outreach-input";
import { OutreachView } from "@/lib/outreach/outreach-view";
import { ListOutreach } from "@/lib/outreach/read-outreach";
import { envelope, type Operation, page } from "../operation";

const UnsubscribeQuery = z.object({ token: z.string().describe("From the mail's link") });

export const outreachOperations: readonly Operation[] = [
  {
    id: "createOutreachRequest",
    method: "post",
    path: "/consulting/outreach",
    tag: "Outreach",
    summary: "Ask for a researcher who is not here yet",
    description:
      "By address or by profile; where no address of a profile is known, with both. One invitation goes out to an address in 90 days, and later requests join it. Asking again for the same address and paper answers 200 with the first request. Three a month, without limit for members.",
    audience: "verified",
    body: RequestOutreach,
    bodyExample: {
      researcher_email: "researcher@university.edu",
      paper_id: "7b1f0a52-6d0e-4e5c-9a51-2f6f7c1f9d10",
    },
    status: 201,
    otherwise: { status: 200, when: "The same was asked for before" },
    answer: envelope(OutreachView),
    errors: [
      "NOT_FOUND",
      "OWN_PROFILE",
      "ALREADY_REGISTERED",
      "NOT_INVITABLE",
      "OUTREACH_LIMIT",
      "BUSY",
    ],
  },
  {
    id: "listOutreachRequests",
    method: "get",
    path: "/consulting/outreach",
    tag: "Outreach",
    summary: "Your own requests, newest first",
    audience: "verified",
    query: ListOutreach,
    answer: page(OutreachView),
  },
  {
    id: "getOutreachRequest",
    method: "get",
    path: "/consulting/outreach/{request_id}",
    tag: "Outreach",
    summary: "How one of your requests stands",
    audience: "verified",
    answer: envelope(OutreachView),
  },
  {
    id: "unsubscribe",
    method: "post",
    path: "/consulting/outreach/unsubscribe",
    tag: "Outreach",
    summary: "Get no more mails of a kind, with one click",
    description:
      "What mail programs call by RFC 8058. From an invitation: the address gets no more mail that it did not itself call for, for good. From another mail that can be done without: its kind is switched off, as by `PATCH /account/notifications`.",
    audience: "signed",
    query: UnsubscribeQuery,
    answer: envelope(z.null()),
    errors: ["INVALID_TOKEN"],
  },
  {
    id: "openUnsubscribePage",
    method: "get",
    path: "/consulting/outreach/unsubscribe",
    tag: "Outreach",
    summary: "The page that asks before it unsubscribes",
    description:
      "For mail programs that open the address instead of posting to it: leads on to a page, and changes nothing.",
    audience: "signed",
    query: UnsubscribeQuery,
    answer: z.string(),
    answerType: "text/html",
  },
];
