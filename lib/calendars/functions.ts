import { systemContext } from "@/lib/platform/context";
import { calendarReadDue } from "@/lib/platform/events";
import { EVERY_MINUTE, inngest } from "@/lib/platform/inngest";
import { alertJobFailure, asSystem } from "@/lib/platform/job";
import { flagFailingCalendars, takeDueCalendars } from "./due-calendars";
import { readExternalCalendar } from "./read-external-calendar";

/** Asks for each calendar that is due. Whatever is lost on the way is due again after a while. */
const pollCalendars = inngest.createFunction(
  {
    id: "poll-calendars",
    triggers: [{ cron: EVERY_MINUTE }],
    retries: 0,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("flag", () => asSystem(flagFailingCalendars));
    const due = await step.run("take", () => takeDueCalendars(systemContext()));
    if (due.length === 0) return;
    await step.sendEvent(
      "ask",
      due.map(({ id, dueAt }) => ({
        id: `calendar:${id}:${dueAt}`,
        name: "calendar/read-due",
        data: { calendarId: id },
      })),
    );
  },
);

/** Reads one calendar: a slow server keeps nobody else's waiting. */
const readCalendar = inngest.createFunction(
  {
    id: "read-calendar",
    triggers: [calendarReadDue],
    retries: 1,
    concurrency: [{ limit: 5 }, { limit: 1, key: "event.data.calendarId" }],
    onFailure: alertJobFailure,
  },
  async ({ event, step }) => {
    const { calendarId } = event.data;
    await step.run("read", () => readExternalCalendar(systemContext(), calendarId));
  },
);

export const calendarFunctions = [pollCalendars, readCalendar];
