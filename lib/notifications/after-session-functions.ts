import { systemContext } from "@/lib/platform/context";
import {
  payoutPaid,
  payoutReversed,
  reportContested,
  reportDecided,
  reportFiled,
} from "@/lib/platform/events";
import { inngest } from "@/lib/platform/inngest";
import { alertJobFailure } from "@/lib/platform/job";
import { sendPayoutReversed, sendPayoutSent } from "./payout-mails";
import { sendReportMail } from "./report-mails";
import { audiences } from "./send-to-party";

const retries = 8;

const onFailure = alertJobFailure;

const reportSteps = [
  ["filed", reportFiled],
  ["contested", reportContested],
  ["decided", reportDecided],
] as const;

const mailReports = reportSteps.map(([name, trigger]) =>
  inngest.createFunction(
    { id: `mail-reports-${name}`, retries, triggers: [trigger], onFailure },
    async ({ event, step }) => {
      const { sessionId } = event.data;
      // Side by side, so that one recipient's failing mailbox does not keep the other waiting.
      await Promise.all(
        audiences.map((audience) =>
          step.run(audience, () =>
            sendReportMail(systemContext(), { sessionId, step: name, audience }),
          ),
        ),
      );
    },
  ),
);

const mailPayouts = inngest.createFunction(
  { id: "mail-payouts", retries, triggers: [payoutPaid], onFailure },
  async ({ event, step }) => {
    await step.run("researcher", () => sendPayoutSent(systemContext(), event.data.payoutId));
  },
);

const mailReversals = inngest.createFunction(
  { id: "mail-payout-reversals", retries, triggers: [payoutReversed], onFailure },
  async ({ event, step }) => {
    await step.run("researcher", () => sendPayoutReversed(systemContext(), event.data.payoutId));
  },
);

/** The mails of what comes after a session: reports and payouts. */
export const afterSessionFunctions = [...mailReports, mailPayouts, mailReversals];
