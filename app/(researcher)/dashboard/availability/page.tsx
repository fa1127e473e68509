import type { Metadata } from "next";
import { researcherContext } from "@/app/_pages/researcher-context";
import { AvailabilityEditor } from "@/components/availability/editor/availability-editor";
import { DatesEditor } from "@/components/availability/editor/dates-editor";
import { EditorSection } from "@/components/availability/editor/editor-section";
import { TimeOffEditor } from "@/components/availability/editor/time-off-editor";
import { TravelEditor } from "@/components/availability/editor/travel-editor";
import { addDays } from "@/components/availability/slot-calendar";
import { zoneCity } from "@/components/ui/format-when";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeading } from "@/components/ui/page";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import { viewAvailabilitySettings } from "@/lib/availability/own-schedule-view";
import { timeZonesWith } from "@/lib/platform/time";
import {
  changeDate,
  previewAvailability,
  removeTimeOff,
  removeTravel,
  saveAvailability,
  saveTimeOff,
  saveTravel,
} from "./actions";
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

/** How far the calendar of single dates reaches. */
const DATES_AHEAD = 365;

/** When a researcher can be booked: the week, how it is booked, single dates, time off, journeys. */
export default async function AvailabilityPage() {
  const ctx = await researcherContext("/dashboard/availability");
  const own = await getOwnSchedule(ctx);
  const { schedule } = own;
  const zone = schedule.timeZone;
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
      {!own.takesBookings && (
        <Notice className="mb-8" title="Your profile takes no bookings at present">
          Readers can book these times once it does:{" "}
          <Link href="/dashboard/profile" className="link">
            see what is missing
          </Link>
          .
        </Notice>
      )}
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
      <div className="mt-12 grid grid-cols-[minmax(0,1fr)] gap-12">
        <EditorSection
          id="dates"
          title="Single dates"
          lead="A date with hours of its own does not follow the week. Each is saved by itself."
        >
          <DatesEditor
            today={own.today}
            last={addDays(own.today, DATES_AHEAD)}
            zone={zone}
            week={week}
            overrides={schedule.overrides}
            change={changeDate}
          />
        </EditorSection>
        <EditorSection
          id="time-off"
          title="Time off"
          lead="Nothing can be booked from when you leave until you are back."
        >
          <TimeOffEditor
            entries={own.timeOff.map(({ startsAt, endsAt, ...entry }) => ({
              ...entry,
              startsAt: startsAt.toISOString(),
              endsAt: endsAt.toISOString(),
            }))}
            zone={zone}
            zoneWords={`On the clock in ${zoneCity(zone)}.`}
            earliest={`${own.today}T00:00`}
            add={saveTimeOff}
            remove={removeTimeOff}
          />
        </EditorSection>
        <EditorSection
          id="travel"
          title="Travel"
          lead="On these days your hours are on the clock of where you are: 09:00 is 09:00 there."
        >
          <TravelEditor
            journeys={own.travel}
            zone={zone}
            zones={timeZonesWith(zone)}
            today={own.today}
            add={saveTravel}
            remove={removeTravel}
          />
        </EditorSection>
      </div>
    </Page>
  );
}
