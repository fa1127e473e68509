import type { Operation } from "../operation";
import { accountOperations } from "./accounts";
import { afterSessionOperations } from "./after-session";
import { collectionOperations } from "./collection";
import { operationOperations } from "./operation";
import { outreachOperations } from "./outreach";
import { ownBookingOperations } from "./own-bookings";
import { ownCalendarOperations } from "./own-calendars";
import { ownHoursOperations } from "./own-hours";
import { ownProfileOperations } from "./own-profile";
import { paperOperations } from "./papers";
import { paymentOperations } from "./payments";
import { researcherOperations } from "./researchers";
import { sessionOperations } from "./sessions";
import { verificationOperations } from "./verification";

/** Every operation of the API, in the order in which the documentation tells of them. */
export const operations: readonly Operation[] = [
  ...sessionOperations,
  ...paymentOperations,
  ...researcherOperations,
  ...outreachOperations,
  ...paperOperations,
  ...afterSessionOperations,
  ...ownProfileOperations,
  ...verificationOperations,
  ...ownHoursOperations,
  ...ownBookingOperations,
  ...ownCalendarOperations,
  ...collectionOperations,
  ...accountOperations,
  ...operationOperations,
];
