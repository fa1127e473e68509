import { systemContext } from "@/lib/platform/context";
import {
  profileRequestAsked,
  profileRequestDecided,
  researcherRegistered,
} from "@/lib/platform/events";
import { inngest } from "@/lib/platform/inngest";
import { alertJobFailure as onFailure } from "@/lib/platform/job";
import { sendDecision, sendProfileRequest, sendWelcome } from "./registration-mails";

const retries = 8;

const mailWelcomes = inngest.createFunction(
  { id: "mail-welcomes", retries, triggers: [researcherRegistered], onFailure },
  async ({ event, step, runId }) => {
    const { researcherId } = event.data;
    const eventId = event.id ?? runId;
    await step.run("owner", () => sendWelcome(systemContext(), { researcherId, eventId }));
  },
);

const mailProfileRequests = inngest.createFunction(
  { id: "mail-profile-requests", retries, triggers: [profileRequestAsked], onFailure },
  async ({ event, step }) => {
    await step.run("asker", () => sendProfileRequest(systemContext(), event.data.requestId));
  },
);

const mailProfileDecisions = inngest.createFunction(
  { id: "mail-profile-decisions", retries, triggers: [profileRequestDecided], onFailure },
  async ({ event, step }) => {
    await step.run("asker", () => sendDecision(systemContext(), event.data.requestId));
  },
);

/** The jobs that write to people who become researchers, or do not want to be here. */
export const registrationMailFunctions = [mailWelcomes, mailProfileRequests, mailProfileDecisions];
