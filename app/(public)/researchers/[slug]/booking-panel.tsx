import { NextTimes } from "@/components/availability/next-times";
import { SlotPicker } from "@/components/availability/slot-picker";
import { LocalWhen } from "@/components/site/local-when";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { memberPrice } from "@/lib/membership/member-price";
import type { Ctx } from "@/lib/platform/context";
import { priceCents } from "@/lib/platform/money";
import { MINUTE_MS } from "@/lib/platform/time";
import { listSimilarResearchers } from "@/lib/researchers/list-similar-researchers";
import type { Researcher } from "@/lib/researchers/researcher";
import { OwnHold } from "./own-hold";
import { readOpenTimes } from "./read-open-times";
import { UnclaimedPanel } from "./unclaimed-panel";

type BookingPanelProps = { ctx: Ctx; researcher: Researcher; paperId: string | null; zone: string };

/** Price first, then the picker; or why there is nothing to pick, and where to turn. */
export async function BookingPanel({ ctx, researcher, paperId, zone }: BookingPanelProps) {
  if (researcher.standing === "unclaimed")
    return <UnclaimedPanel ctx={ctx} researcher={researcher} paperId={paperId} zone={zone} />;
  if (!researcher.takesBookings || researcher.rateCents === null) {
    return <NotBookable researcher={researcher} />;
  }
  const open = await readOpenTimes(ctx, researcher.id);
  const { sessionMinutes } = open;
  const price = memberPrice(priceCents(researcher.rateCents, sessionMinutes));
  return (
    <section id="times" aria-labelledby="times-heading" className="scroll-mt-6">
      <div className="mb-4 flex items-baseline justify-between gap-4 border-b pb-3">
        <h2 id="times-heading" className="text-21">
          Book a time
        </h2>
        <p className="text-right">
          <span className="whitespace-nowrap">
            <Money cents={price.fullCents} className="font-semibold text-17" />
            <span className="text-13 text-muted"> for {sessionMinutes} min</span>
          </span>
          {price.discountCents > 0 && (
            <Link href="/membership" className="block text-13 text-muted hover:underline">
              <Money cents={price.memberCents} /> for members
            </Link>
          )}
        </p>
      </div>
      <OwnHold ctx={ctx} researcherId={researcher.id} zone={zone} />
      {open.startMinutes.length > 0 ? (
        <>
          <div className="noscript:hidden">
            <SlotPicker
              researcherId={researcher.id}
              researcherName={researcher.name}
              researcherZone={researcher.timeZone}
              zoneRuns={open.zoneRuns}
              startMinutes={open.startMinutes}
              sessionMinutes={sessionMinutes}
              priceCents={price.fullCents}
              memberPriceCents={price.memberCents}
              requiresAcceptance={researcher.requiresAcceptance}
              paperId={paperId}
              serverZone={zone}
              nowMinute={Math.floor(ctx.now.getTime() / MINUTE_MS)}
            />
          </div>
          <div className="hidden noscript:block">
            <NextTimes
              researcherId={researcher.id}
              startMinutes={open.startMinutes}
              sessionMinutes={sessionMinutes}
              paperId={paperId}
              researcherZone={researcher.timeZone}
            />
          </div>
        </>
      ) : (
        <NothingFree ctx={ctx} researcher={researcher} later={open.later} zone={zone} />
      )}
    </section>
  );
}

function NotBookable({ researcher }: { researcher: Researcher }) {
  if (researcher.standing === "hidden") {
    return (
      <Notice title="Readers cannot see this page">
        It is hidden from the directory and takes no bookings.
      </Notice>
    );
  }
  return (
    <Notice title="No bookings yet">
      {researcher.name} is on Colloquy, but payments do not reach their country yet. Until they do,
      no time can be booked.
    </Notice>
  );
}

type NothingFreeProps = {
  ctx: Ctx;
  researcher: Researcher;
  later: { startsAt: Date; opensAt: Date } | null;
  zone: string;
};

async function NothingFree({ ctx, researcher, later, zone }: NothingFreeProps) {
  const similar = await listSimilarResearchers(ctx, researcher);
  return (
    <div className="grid gap-5">
      <p>
        {later ? (
          <>
            No time is free in the next {researcher.windowDays}{" "}
            {researcher.windowDays === 1 ? "day" : "days"}. The next one, on{" "}
            <LocalWhen at={later.startsAt} zone={zone} />, opens for booking on{" "}
            <LocalWhen at={later.opensAt} zone={zone} format="date" />.
          </>
        ) : (
          <>{researcher.name} has no free times at present, and none are planned.</>
        )}
      </p>
      {similar.length > 0 && (
        <div>
          <h3 className="eyebrow font-sans">Free in a similar field</h3>
          <ul className="mt-1 divide-y border-y">
            {similar.map((other) => (
              <li key={other.id} className="py-2.5">
                <Link href={`/researchers/${other.slug}`} className="link font-medium">
                  {other.name}
                </Link>
                {other.nextAvailableAt && (
                  <p className="text-13 text-muted">
                    Next free <LocalWhen at={other.nextAvailableAt} zone={zone} format="short" />
                  </p>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
