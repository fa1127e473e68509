import {
  meetingAbandoned,
  sessionCanceled,
  sessionConfirmed,
  sessionRescheduled,
} from "@/lib/platform/events";
import { EVERY_MINUTE, inngest } from "@/lib/platform/inngest";
import { alertJobFailure, asSystem, sweepEach } from "@/lib/platform/job";
import { removeAbandonedMeeting } from "./remove-abandoned-meeting";
import { listUnsettledMeetings, syncMeeting } from "./sync-meeting";

/** Makes, moves or deletes a session's meeting, whatever its row wants by now. */
export const keepMeetingInLine = inngest.createFunction(
  {
    id: "keep-meeting-in-line",
    triggers: [sessionConfirmed, sessionCanceled, sessionRescheduled],
    concurrency: [{ limit: 1, key: "event.data.sessionId" }],
    retries: 6,
    onFailure: alertJobFailure,
  },
  async ({ event, step }) => {
    await step.run("sync", () => asSystem((ctx) => syncMeeting(ctx, event.data.sessionId)));
  },
);

export const deleteAbandonedMeeting = inngest.createFunction(
  {
    id: "delete-abandoned-meeting",
    triggers: [meetingAbandoned],
    retries: 6,
    onFailure: alertJobFailure,
  },
  async ({ event, step }) => {
    await step.run("delete", () => asSystem((ctx) => removeAbandonedMeeting(ctx, event.data)));
  },
);

export const sweepMeetings = inngest.createFunction(
  {
    id: "sweep-meetings",
    triggers: [{ cron: EVERY_MINUTE }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("sync", () =>
      asSystem(async (ctx) =>
        sweepEach("meetings", await listUnsettledMeetings(ctx), (id) => syncMeeting(ctx, id)),
      ),
    );
  },
);

export const meetingFunctions = [keepMeetingInLine, deleteAbandonedMeeting, sweepMeetings];
