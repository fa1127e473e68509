import type { Metadata } from "next";
import { researcherContext } from "@/app/_pages/researcher-context";
import { Page, PageHeading } from "@/components/ui/page";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import { viewConflict } from "@/lib/availability/schedule-conflicts";
import { COUNTED_DAYS, getExternalCalendar } from "@/lib/calendars/get-external-calendar";
import { getOwnFeed } from "@/lib/calendars/own-feed";
import { withReaderNames } from "../availability/read-preview";
import { ExternalSection } from "./external-section";
import { FeedSection } from "./feed-section";

export const metadata: Metadata = { title: "Calendars" };

/** The two ways between Colloquy and the calendar that a researcher lives by. */
export default async function CalendarsPage() {
  const ctx = await researcherContext("/dashboard/calendars");
  const [feed, external, { schedule }] = await Promise.all([
    getOwnFeed(ctx),
    getExternalCalendar(ctx),
    getOwnSchedule(ctx),
  ]);
  const state = external && {
    source: external.source,
    readAt: external.readAt.toISOString(),
    checkedAt: external.checkedAt.toISOString(),
    busyTimes: external.busyTimes,
    countedDays: COUNTED_DAYS,
    unreadableEvents: external.unreadableEvents,
    problem: external.problem,
    isFlagged: external.isFlagged,
    conflicts: await withReaderNames(ctx, external.conflicts.map(viewConflict)),
    zone: schedule.timeZone,
  };
  return (
    <Page>
      <PageHeading title="Calendars">
        Your bookings in the calendar you use, and what is in it kept free of bookings.
      </PageHeading>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
        <ExternalSection state={state} />
        <FeedSection feed={feed} />
      </div>
    </Page>
  );
}
