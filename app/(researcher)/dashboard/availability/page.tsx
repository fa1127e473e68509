import type { Metadata } from "next";
import { researcherContext } from "@/app/_pages/researcher-context";
import { AvailabilityEditor } from "@/components/availability/editor/availability-editor";
import { Page, PageHeading } from "@/components/ui/page";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import { viewAvailabilitySettings } from "@/lib/availability/own-schedule-view";
import { timeZonesWith } from "@/lib/platform/time";
import { previewAvailability, saveAvailability } from "./actions";
import { PREVIEW_WEEKS, readPreview } from "./read-preview";

export const metadata: Metadata = { title: "Availability" };

/** Where many readers are: the zones in which a preview is worth a look. */
const READER_ZONES = [
  "America/New_York",
  "Europe/London",
  "Europe/Berlin",
  "America/Los_Angeles",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Australia/Sydney",
];

/** When a researcher can be booked: the week, how it is booked, single dates, time off, journeys. */
export default async function AvailabilityPage() {
  const ctx = await researcherContext("/dashboard/availability");
  const own = await getOwnSchedule(ctx);
  const { schedule } = own;
  const readerZones = [
    schedule.timeZone,
    ...READER_ZONES.filter((zone) => zone !== schedule.timeZone),
  ];
  const week = Array.from({ length: 7 }, (_, weekday) =>
    schedule.rules.filter((rule) => rule.weekday === weekday),
  );
  return (
    <Page>
      <PageHeading title="Availability">
        Readers book the times that your hours leave free. Sessions that are booked never move.
      </PageHeading>
      <AvailabilityEditor
        researcherId={own.researcherId}
        settings={viewAvailabilitySettings(own)}
        week={week}
        zones={timeZonesWith(schedule.timeZone)}
        readerZones={readerZones}
        preview={await readPreview(ctx, {}, schedule.timeZone)}
        previewWeeks={PREVIEW_WEEKS}
        nowMs={ctx.now.getTime()}
        ask={previewAvailability}
        save={saveAvailability}
      />
    </Page>
  );
}
