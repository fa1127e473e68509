import { systemContext } from "@/lib/platform/context";
import {
  meetingAbandoned,
  sessionCanceled,
  sessionConfirmed,
  sessionRescheduled,
} from "@/lib/platform/events";
import { inngest } from "@/lib/platform/inngest";
import { alertJobFailure, sweepEach } from "@/lib/platform/job";
import { listUnsettledMeetings, syncMeeting } from "./sync-meeting";
import { deleteZoomMeeting } from "./zoom";

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
    await step.run("sync", () => syncMeeting(systemContext(), event.data.sessionId));
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
    await step.run("delete", () => deleteZoomMeeting(event.data.zoomMeetingId));
  },
);

export const sweepMeetings = inngest.createFunction(
  {
    id: "sweep-meetings",
    triggers: [{ cron: "TZ=UTC * * * * *" }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("sync", async () => {
      const ctx = systemContext();
      return sweepEach("meetings", await listUnsettledMeetings(ctx), (id) => syncMeeting(ctx, id));
    });
  },
);

export const meetingFunctions = [keepMeetingInLine, deleteAbandonedMeeting, sweepMeetings];
