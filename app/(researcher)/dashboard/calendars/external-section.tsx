import type { ComponentProps } from "react";
import { EditorSection } from "@/components/availability/editor/editor-section";
import { CalendarForm } from "@/components/calendars/calendar-form";
import { CalendarState } from "@/components/calendars/calendar-state";
import { ActButton } from "@/components/forms/act-button";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { nameCalendar, readCalendarNow, removeCalendar } from "./actions";

/** How what is in the researcher's own calendar keeps readers from booking. */
export function ExternalSection({ state }: { state: ComponentProps<typeof CalendarState> | null }) {
  return (
    <EditorSection
      id="busy"
      title="Busy times from your calendar"
      lead="We read when you are busy, every quarter of an hour, and offer none of these times. Of the events themselves we keep nothing: no titles, no guests."
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {state && (
          <>
            <CalendarState {...state} />
            <div className="flex flex-wrap items-start gap-3">
              <ActButton
                variant="secondary"
                action={readCalendarNow}
                pendingLabel="Reading"
                done="Done: above is what we know now."
              >
                {state.problem ? "Try again now" : "Read it now"}
              </ActButton>
              <ConfirmDialog
                label="Remove"
                title="Remove this calendar?"
                confirmLabel="Remove it"
                pendingLabel="Removing"
                keepLabel="Keep it"
                action={removeCalendar}
              >
                <p>Readers may then book the times that it kept free. Bookings stay as they are.</p>
              </ConfirmDialog>
            </div>
          </>
        )}
        <CalendarForm replaces={state !== null} action={nameCalendar} />
        <details className="max-w-reading">
          <summary className="cursor-pointer py-2 font-medium">
            Where to find the address of your calendar
          </summary>
          <ul className="mt-1 list-disc space-y-1 pl-5">
            <li>
              <b className="font-medium">Google Calendar</b>: Settings, your calendar, “Secret
              address in iCal format”.
            </li>
            <li>
              <b className="font-medium">Apple Calendar</b>: iCloud, share the calendar as a “Public
              Calendar”, and copy its link.
            </li>
            <li>
              <b className="font-medium">Outlook</b>: Settings, “Shared calendars”, “Publish a
              calendar”, and copy the ICS link.
            </li>
          </ul>
        </details>
      </div>
    </EditorSection>
  );
}
