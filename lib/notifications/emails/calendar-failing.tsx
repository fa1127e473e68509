import { env } from "@/lib/platform/env";
import { formatInstant } from "../when";
import { Action, Aside, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";

/** To a researcher whose calendar elsewhere could not be read for a day. */
export function calendarFailing({ readAt, timeZone }: { readAt: Date; timeZone: string }): Mail {
  const since = formatInstant(readAt, timeZone);
  return {
    subject: "We can no longer read your calendar",
    body: (
      <Letter
        title="We can no longer read your calendar"
        preview="What we knew of it still blocks your times; what is new does not."
        because="You get this mail because you asked Colloquy to keep the busy times of a calendar free of bookings."
      >
        <Paragraph>
          We last read it on {since}. The busy times that we knew of then still block. What you have
          entered since does not, so readers may book those times.
        </Paragraph>
        <Action href={`${env().APP_URL}/dashboard/calendars`}>See what is wrong</Action>
        <Aside>
          We keep trying. We will not write again unless it works in between and fails once more.
        </Aside>
      </Letter>
    ),
  };
}
