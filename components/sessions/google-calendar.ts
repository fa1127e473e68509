type CalendarEvent = {
  startsAt: Date;
  endsAt: Date;
  title: string;
  details: string;
  location: string | null;
};

/** The address at which Google Calendar offers to add an event. */
export function googleCalendarUrl(event: CalendarEvent): string {
  const query = new URLSearchParams({
    action: "TEMPLATE",
    text: event.title,
    dates: `${compact(event.startsAt)}/${compact(event.endsAt)}`,
    details: event.details,
    ...(event.location && { location: event.location }),
  });
  return `https://calendar.google.com/calendar/render?${query}`;
}

/** 20261124T140000Z */
const compact = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, "");
