import { MeetingLinkForm } from "@/components/admin/meeting-link-form";
import type { SessionStory } from "@/lib/operations/admin/read-session-story";
import type { Ctx } from "@/lib/platform/context";
import { LINK_MAX } from "@/lib/sessions/set-meeting-link";
import { setLink } from "./actions";
import { Section } from "./money-parts";

const states = {
  reserved: "A host is reserved; the meeting is made once it is paid",
  wanted: "The meeting is to be made",
  creating: "The meeting is being made",
  ready: "The meeting is there",
  outdated: "The meeting is being moved",
  removing: "The meeting is being deleted",
  removed: "The meeting is deleted",
} as const;

/** The meeting, and a link by hand where Zoom has made none. */
export function Meeting({ ctx, story }: { ctx: Pick<Ctx, "now">; story: SessionStory }) {
  const { meeting, session } = story;
  if (!meeting) return null;
  const isByHand = meeting.joinUrl !== null && meeting.zoomMeetingId === null;
  const takesLink =
    session.state === "confirmed" && session.endsAt > ctx.now && meeting.zoomMeetingId === null;
  return (
    <Section id="meeting" title="Meeting">
      <p>
        {isByHand ? "It takes place on a link that was set by hand" : states[meeting.state]}.
        {meeting.zoomMeetingId && ` Zoom’s number is ${meeting.zoomMeetingId}.`}
      </p>
      {takesLink && <MeetingLinkForm maximum={LINK_MAX} action={setLink.bind(null, session.id)} />}
    </Section>
  );
}
