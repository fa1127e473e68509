import { availabilityFunctions } from "./availability/functions";
import { meetingFunctions } from "./meetings/functions";
import { notificationFunctions } from "./notifications/functions";
import { platformFunctions } from "./platform/functions";
import { reviewFunctions } from "./reviews/functions";
import { sessionFunctions } from "./sessions/functions";

/** Every concept's Inngest functions, served at /api/inngest. */
export const functions = [
  ...platformFunctions,
  ...availabilityFunctions,
  ...meetingFunctions,
  ...sessionFunctions,
  ...reviewFunctions,
  ...notificationFunctions,
];
