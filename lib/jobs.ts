import { accountFunctions } from "./accounts/functions";
import { availabilityFunctions } from "./availability/functions";
import { calendarFunctions } from "./calendars/functions";
import { meetingFunctions } from "./meetings/functions";
import { membershipFunctions } from "./membership/functions";
import { notificationFunctions } from "./notifications/functions";
import { payoutFunctions } from "./payments/payouts/functions";
import { platformFunctions } from "./platform/functions";
import { EVERY_MINUTE } from "./platform/inngest";
import { registrationFunctions } from "./registration/functions";
import { collectionFunctions } from "./researchers/collection/functions";
import { reviewFunctions } from "./reviews/functions";
import { sessionFunctions } from "./sessions/functions";

/** Every concept's Inngest functions, served at /api/inngest. */
export const functions = [
  ...platformFunctions,
  ...availabilityFunctions,
  ...meetingFunctions,
  ...payoutFunctions,
  ...membershipFunctions,
  ...registrationFunctions,
  ...sessionFunctions,
  ...reviewFunctions,
  ...notificationFunctions,
  ...calendarFunctions,
  ...accountFunctions,
  ...collectionFunctions,
];

/** The jobs that must not be late: what is due waits for them. */
export const minutelyJobs: string[] = functions
  .filter(({ opts }) =>
    opts.triggers?.some((trigger) => "cron" in trigger && trigger.cron === EVERY_MINUTE),
  )
  .map((job) => job.id());
