import { LocalWhen } from "@/components/site/local-when";
import { Avatar } from "@/components/ui/avatar";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Rating } from "@/components/ui/rating";
import { Verified } from "@/components/verification/verified";
import type { Researcher } from "@/lib/researchers/researcher";
import type { Proof } from "@/lib/verification/proofs-of";

type ResearcherEntryProps = {
  researcher: Researcher;
  /** The zone the page is written in, until the browser tells its own. */
  zone: string;
  now: Date;
  /** The paper that the reader comes from: it goes along to the profile. */
  paperId?: string;
  /** What stands after the affiliation, e.g. the place among a paper's authors. */
  note?: string;
  /** What stands proved of them. */
  proofs?: Proof[] | undefined;
};

/** A line of the table of contents: who, where, on what, for how much, and when next. */
export function ResearcherEntry(props: ResearcherEntryProps) {
  const { researcher, zone, now, paperId, note, proofs = [] } = props;
  const href = `/researchers/${researcher.slug}${paperId ? `?paper=${paperId}` : ""}`;
  const topics = [researcher.field, ...researcher.expertise].filter(Boolean).slice(0, 4);
  return (
    <article className="group relative grid grid-cols-[auto_1fr] gap-x-4 gap-y-3 py-6 sm:grid-cols-[auto_1fr_9.5rem] sm:gap-x-5">
      <Avatar name={researcher.name} src={researcher.avatarUrl} className="mt-1" />
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-baseline gap-x-2.5 text-21 leading-7">
          <Link
            href={href}
            className="after:absolute after:inset-0 group-hover:text-accent focus-visible:outline-none focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:outline-accent"
          >
            {researcher.name}
          </Link>
          <Verified
            proofs={proofs}
            zone={zone}
            id={`verified-${researcher.id}`}
            className="relative z-10"
          />
        </h3>
        <p className="text-15 text-muted">
          {[researcher.position, researcher.affiliation, note].filter(Boolean).join(", ")}
        </p>
        {researcher.bio && <p className="mt-2 line-clamp-2 max-w-reading">{researcher.bio}</p>}
        <p className="mt-2 text-13 text-muted">{topics.join(" \u00b7 ")}</p>
      </div>
      <div className="col-start-2 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-15 sm:col-start-auto sm:flex-col sm:items-end sm:text-right">
        <Terms researcher={researcher} href={href} zone={zone} now={now} />
      </div>
    </article>
  );
}

function Terms({
  researcher,
  href,
  zone,
  now,
}: {
  researcher: Researcher;
  href: string;
  zone: string;
  now: Date;
}) {
  if (researcher.standing === "unclaimed") {
    return <p className="text-13 text-muted">Not on Colloquy yet, so not bookable</p>;
  }
  const next =
    researcher.nextAvailableAt && researcher.nextAvailableAt > now
      ? researcher.nextAvailableAt
      : null;
  return (
    <>
      {researcher.rateCents !== null && (
        <p className="whitespace-nowrap">
          <Money cents={researcher.rateCents} className="font-semibold" />
          <span className="text-muted"> an hour</span>
        </p>
      )}
      {researcher.ratingCount > 0 && (
        <Rating
          average={researcher.ratingAverage}
          count={researcher.ratingCount}
          className="text-13"
        />
      )}
      {next ? (
        <Link
          href={`${href}#times`}
          className="relative z-10 inline-flex min-h-6 items-baseline gap-1.5 hover:text-accent pointer-coarse:min-h-11 pointer-coarse:items-center sm:mt-1 sm:block"
        >
          <span className="text-13 text-muted sm:block">Next free</span>{" "}
          <LocalWhen at={next} zone={zone} format="short" className="link font-medium" />
        </Link>
      ) : (
        <p className="text-13 text-muted sm:mt-1">
          {researcher.takesBookings ? "No free times now" : "Takes no bookings yet"}
        </p>
      )}
    </>
  );
}
