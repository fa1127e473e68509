import { systemContext } from "@/lib/platform/context";
import { membershipEnded, membershipPaymentFailed, membershipStarted } from "@/lib/platform/events";
import { inngest } from "@/lib/platform/inngest";
import { alertJobFailure } from "@/lib/platform/job";
import {
  sendMembershipEnded,
  sendMembershipPaymentFailed,
  sendMembershipStarted,
} from "./membership-mails";

const retries = 8;

const onFailure = alertJobFailure;

const mailNewMembers = inngest.createFunction(
  { id: "mail-new-members", retries, triggers: [membershipStarted], onFailure },
  async ({ event, step }) => {
    await step.run("member", () =>
      sendMembershipStarted(systemContext(), event.data.subscriptionId),
    );
  },
);

const mailFailedRenewals = inngest.createFunction(
  { id: "mail-failed-renewals", retries, triggers: [membershipPaymentFailed], onFailure },
  async ({ event, step }) => {
    await step.run("member", () => sendMembershipPaymentFailed(systemContext(), event.data));
  },
);

const mailFormerMembers = inngest.createFunction(
  { id: "mail-former-members", retries, triggers: [membershipEnded], onFailure },
  async ({ event, step }) => {
    await step.run("member", () => sendMembershipEnded(systemContext(), event.data.subscriptionId));
  },
);

/** The mails about memberships. */
export const membershipMailFunctions = [mailNewMembers, mailFailedRenewals, mailFormerMembers];
