import { failInvitation, failUnsent } from "@/lib/outreach/fail-invitation";
import { tellOfBookable } from "@/lib/outreach/joined";
import { systemContext } from "@/lib/platform/context";
import { outreachAccepted, outreachInvited } from "@/lib/platform/events";
import { inngest } from "@/lib/platform/inngest";
import { alertJobFailure, asSystem } from "@/lib/platform/job";
import { inTransaction } from "@/lib/platform/transaction";
import { sendInvitationReminders, sendResearcherInvitation } from "./outreach-mails";
import { sendResearcherJoined } from "./send-researcher-joined";

const retries = 8;

const mailResearchers = inngest.createFunction(
  {
    id: "mail-researchers",
    retries,
    triggers: [outreachInvited],
    onFailure: async (failure) => {
      const { invitationId } = outreachInvited.schema.parse(failure.event.data.event.data);
      const { db, now } = systemContext();
      // Those who asked see it, and may ask again.
      await inTransaction(db, (tx) => failInvitation(tx, now, invitationId, "not_sent"));
      await alertJobFailure(failure);
    },
  },
  async ({ event, step }) => {
    const { invitationId } = event.data;
    await step.run("researcher", () => sendResearcherInvitation(systemContext(), invitationId));
  },
);

const mailInviters = inngest.createFunction(
  {
    id: "mail-inviters",
    retries,
    triggers: [outreachAccepted],
    onFailure: alertJobFailure,
  },
  async ({ event, step }) => {
    await step.run("reader", () => sendResearcherJoined(systemContext(), event.data.requestId));
  },
);

const followInvitations = inngest.createFunction(
  {
    id: "follow-invitations",
    retries: 0,
    triggers: [{ cron: "TZ=UTC 7,22,37,52 * * * *" }],
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("remind", () => sendInvitationReminders(systemContext()));
    await step.run("tell", () => asSystem(tellOfBookable));
    await step.run("give up", () => failUnsent(systemContext()));
  },
);

/** The mails that invite researchers, and tell readers what came of it. */
export const outreachFunctions = [mailResearchers, mailInviters, followInvitations];
