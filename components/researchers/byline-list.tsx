import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { BylineEntry } from "@/lib/researchers/list-byline";

const SHOWN = 20;

type BylineListProps = { entries: BylineEntry[]; paperId: string };

/** A paper's authors in its own order, with what can be done about each. A long list folds after the first twenty. */
export function BylineList({ entries, paperId }: BylineListProps) {
  const rest = entries.slice(SHOWN);
  return (
    <>
      <BylineRows entries={entries.slice(0, SHOWN)} paperId={paperId} />
      {rest.length > 0 && (
        <details className="border-b">
          <summary className="link flex min-h-11 cursor-pointer items-center py-2 text-15">
            {rest.length === 1 ? "One more author" : `${rest.length} more authors`}
          </summary>
          <div className="border-t">
            <BylineRows entries={rest} paperId={paperId} />
          </div>
        </details>
      )}
    </>
  );
}

function BylineRows({ entries, paperId }: BylineListProps) {
  return (
    <ol start={entries[0]?.position} className="divide-y border-b last:border-b-0">
      {entries.map((entry) => (
        <li
          key={entry.position}
          value={entry.position}
          className="grid grid-cols-[2rem_1fr] gap-x-2 gap-y-2 py-3.5 sm:grid-cols-[2rem_1fr_auto] sm:items-center"
        >
          <span aria-hidden="true" className="text-13 text-muted tabular-nums">
            {entry.position}
          </span>
          <Author entry={entry} paperId={paperId} />
          <NextStep entry={entry} paperId={paperId} />
        </li>
      ))}
    </ol>
  );
}

function Author({ entry, paperId }: { entry: BylineEntry; paperId: string }) {
  const { name, affiliation, researcher } = entry;
  return (
    <div className="min-w-0">
      <p className="wrap-anywhere font-serif text-17">
        {researcher ? (
          <Link
            href={`/researchers/${researcher.slug}?paper=${paperId}`}
            className="hover:text-accent hover:underline"
          >
            {name}
          </Link>
        ) : (
          name
        )}
      </p>
      {affiliation && <p className="text-13 text-muted">{affiliation}</p>}
    </div>
  );
}

function NextStep({
  entry: { name, researcher },
  paperId,
}: {
  entry: BylineEntry;
  paperId: string;
}) {
  if (!researcher) return null;
  const place = "col-start-2 justify-self-start sm:col-start-3 sm:justify-self-end";
  if (researcher.standing !== "unclaimed")
    return (
      <LinkButton
        href={`/researchers/${researcher.slug}?paper=${paperId}#times`}
        size="small"
        className={place}
        aria-label={`See times: ${name}`}
      >
        See times
      </LinkButton>
    );
  return (
    <LinkButton
      href={`/invite?${new URLSearchParams({ researcher: researcher.id, paper: paperId })}`}
      variant="secondary"
      size="small"
      className={place}
      rel="nofollow"
      aria-label={`Invite to Colloquy: ${name}`}
    >
      Invite to Colloquy
    </LinkButton>
  );
}
