import type { ReactNode } from "react";
import { LinkButton } from "./button";

/** Keyset paging knows only onward; `first` leads back to the start when this is not the first page. */
export function Pagination({
  first,
  next,
  children,
}: {
  first?: string | null;
  next: string | null;
  /** What the next page holds: "20 more of 143". */
  children?: ReactNode;
}) {
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
      {children && <span className="text-13 text-muted">{children}</span>}
    </nav>
  );
}
