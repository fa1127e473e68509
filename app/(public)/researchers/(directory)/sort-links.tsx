import { classes } from "@/components/ui/classes";
import { Link } from "@/components/ui/link";
import type { DirectorySort } from "@/lib/researchers/directory-order";
import { type DirectoryParams, directoryHref } from "./directory-params";

const words: [DirectorySort, string][] = [
  ["relevance", "Best match"],
  ["next", "Free soonest"],
  ["price", "Lowest price"],
  ["-price", "Highest price"],
  ["rating", "Rating"],
  ["name", "Name"],
];

/** The orders as words; the current one is set, not linked to elsewhere. */
export function SortLinks({ params }: { params: DirectoryParams }) {
  const offered = words.filter(([sort]) => params.query || sort !== "relevance");
  const current =
    params.sort && offered.some(([sort]) => sort === params.sort) ? params.sort : offered[0]?.[0];
  return (
    <nav aria-label="Order" className="-mx-2 flex flex-wrap items-center">
      {offered.map(([sort, label]) => (
        <Link
          key={sort}
          href={directoryHref(params, { sort })}
          aria-current={sort === current ? "true" : undefined}
          className={classes(
            "inline-flex min-h-8 items-center rounded px-2 text-13 pointer-coarse:min-h-11",
            sort === current
              ? "font-semibold underline decoration-2 decoration-accent underline-offset-8"
              : "text-muted hover:text-accent",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
