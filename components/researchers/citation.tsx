import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { Paper } from "@/lib/papers/paper";
import { placeAmong } from "./ordinal";

const SHOWN = 6;

/** A paper as a reference list sets it; the author whose page this is stands out, with their place. */
export function Citation({
  paper,
  position,
  titled = true,
}: {
  paper: Paper;
  /** The place, from 1, of the author that the page is about. */
  position?: number;
  /** False where the title already stands above. */
  titled?: boolean;
}) {
  const { title, venue, year, doi, authorNames, isRetracted } = paper;
  return (
    <article className="max-w-reading text-15">
      <p className="text-muted">
        <Authors names={authorNames} position={position} />
      </p>
      {titled && (
        <p className="mt-0.5 font-serif text-17 leading-6">
          <Link href={`/papers/${paper.id}`} className="italic hover:text-accent hover:underline">
            {title}
          </Link>
          {isRetracted && (
            <Badge tone="failure" className="ml-2">
              Retracted
            </Badge>
          )}
        </p>
      )}
      <p className="mt-0.5 text-muted">
        {[venue, year].filter(Boolean).join(", ")}
        {doi && (
          <>
            {(venue || year) && " \u00b7 "}
            <a
              href={`https://doi.org/${encodeURI(doi)}`}
              className="link wrap-anywhere"
              rel="noopener"
            >
              doi:{doi}
            </a>
          </>
        )}
        {position !== undefined && (
          <span className="text-ink"> · {placeAmong(position, authorNames.length)}</span>
        )}
      </p>
    </article>
  );
}

/** Long lists are cut in the middle, never through the author who matters here. */
function Authors({ names, position }: { names: string[]; position: number | undefined }) {
  const places = shownPlaces(names.length, position);
  return places.map((place, at) => {
    const name = names[place - 1];
    const gap = at > 0 && place - (places[at - 1] ?? 0) > 1;
    return (
      <span key={place}>
        {at > 0 && (gap ? ", \u2026, " : ", ")}
        {place === position ? <strong className="font-medium text-ink">{name}</strong> : name}
      </span>
    );
  });
}

function shownPlaces(count: number, position: number | undefined): number[] {
  const all = Array.from({ length: count }, (_, at) => at + 1);
  if (count <= SHOWN) return all;
  return all.filter((place) => place <= SHOWN - 2 || place === position || place === count);
}
