import { classes } from "./classes";

/** An average out of five: "4.8 (23)", read aloud in full. */
export function Rating({
  average,
  count,
  className,
}: {
  average: number | null;
  count?: number;
  className?: string;
}) {
  if (average === null || count === 0) {
    return <span className={classes("text-muted", className)}>No reviews yet</span>;
  }
  const value = average.toFixed(1);
  const reviews = count === undefined ? "" : ` from ${count} ${count === 1 ? "review" : "reviews"}`;
  return (
    <span className={classes("inline-flex items-baseline gap-1 tabular", className)}>
      <span className="sr-only">{`Rated ${value} out of 5${reviews}`}</span>
      <Star />
      <span aria-hidden="true">{value}</span>
      {count !== undefined && (
        <span aria-hidden="true" className="text-muted">
          ({count})
        </span>
      )}
    </span>
  );
}

function Star() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-3.5 self-center text-waiting">
      <path
        fill="currentColor"
        d="M8 1.3l2 4.4 4.8.5-3.6 3.2 1 4.7L8 11.7l-4.2 2.4 1-4.7L1.2 6.2 6 5.7z"
      />
    </svg>
  );
}
