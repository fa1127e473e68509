import { EditorSection } from "@/components/availability/editor/editor-section";
import { ActButton } from "@/components/forms/act-button";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { CopyText } from "@/components/ui/copy-text";
import type { OwnFeed } from "@/lib/calendars/own-feed";
import { endFeedAddress, renewFeedAddress } from "./actions";

/** How bookings come into the researcher's own calendar. */
export function FeedSection({ feed }: { feed: OwnFeed | null }) {
  return (
    <EditorSection
      id="feed"
      title="Your bookings in your calendar"
      lead="A calendar that subscribes to your address shows your sessions, and follows when they move or are canceled."
    >
      {feed ? (
        <Subscribing url={feed.url} />
      ) : (
        <ActButton action={renewFeedAddress} pendingLabel="Making the address">
          Make an address to subscribe to
        </ActButton>
      )}
    </EditorSection>
  );
}

function Subscribing({ url }: { url: string }) {
  return (
    <div className="grid max-w-reading gap-4">
      <CopyText label="Your address" text={url} />
      <ul className="list-disc space-y-1 pl-5">
        <li>
          <b className="font-medium">Google Calendar</b>: beside “Other calendars”, choose +, then
          “From URL”.
        </li>
        <li>
          <b className="font-medium">Apple Calendar</b>:{" "}
          <a className="link" href={url.replace(/^https?:/, "webcal:")}>
            subscribe on this device
          </a>
          , or choose File, then “New Calendar Subscription”.
        </li>
        <li>
          <b className="font-medium">Outlook</b>: choose “Add calendar”, then “Subscribe from web”.
        </li>
      </ul>
      <p className="text-13 text-muted">
        Keep it to yourself: whoever has the address can see with whom you meet and join the
        meetings. Calendars look for changes every few hours, some once a day.
      </p>
      <div className="flex flex-wrap gap-3">
        <ConfirmDialog
          label="Make a new address"
          title="Make a new address?"
          confirmLabel="Make a new address"
          pendingLabel="Making it"
          keepLabel="Keep this one"
          action={renewFeedAddress}
        >
          <p>
            The address that you have now stops working at once, in every calendar that uses it. You
            then subscribe to the new one.
          </p>
        </ConfirmDialog>
        <ConfirmDialog
          label="Stop sharing"
          title="Stop sharing your bookings?"
          confirmLabel="Stop sharing"
          pendingLabel="Stopping"
          keepLabel="Keep sharing"
          action={endFeedAddress}
        >
          <p>The address stops working at once. You can make another at any time.</p>
        </ConfirmDialog>
      </div>
    </div>
  );
}
