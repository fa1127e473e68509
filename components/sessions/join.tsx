import { QuietRefresh } from "@/components/site/quiet-refresh";
import { buttonClasses } from "@/components/ui/button";

/** The way into the meeting; until it is made, when it will be here. */
export function Join({ joinUrl, isLate }: { joinUrl: string | null; isLate: boolean }) {
  if (joinUrl) {
    return (
      <a
        href={joinUrl}
        target="_blank"
        rel="noreferrer"
        className={buttonClasses("primary", "large", "w-full")}
      >
        Join on Zoom
      </a>
    );
  }
  return (
    <div role="status" className="border-y py-4">
      <p className="font-medium">The Zoom link is being made</p>
      <p className="text-muted">
        {isLate
          ? "It takes longer than it should, and we are looking into it. Without a link the session is canceled and refunded in full."
          : "It will be here and in your mail within a minute."}
      </p>
      <QuietRefresh everyMs={4000} times={60} />
    </div>
  );
}
