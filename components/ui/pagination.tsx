import { LinkButton } from "./button";

/** Keyset paging knows only onward; `first` leads back to the start when this is not the first page. */
export function Pagination({ first, next }: { first?: string | null; next: string | null }) {
  if (!first && !next) return null;
  return (
    <nav aria-label="Pages" className="mt-8 flex flex-wrap items-center gap-4">
      {next && (
        <LinkButton href={next} variant="secondary" rel="next">
          Next page
        </LinkButton>
      )}
      {first && (
        <LinkButton href={first} variant="quiet">
          Back to the first page
        </LinkButton>
      )}
    </nav>
  );
}
