import type { ReactNode } from "react";
import { classes } from "./classes";

/** Names and values in rows with hairlines between: `<DataList rows={[["Price", <Money .../>]]} />`. */
export function DataList({
  rows,
  className,
}: {
  rows: (readonly [name: string, value: ReactNode] | false | null)[];
  className?: string;
}) {
  return (
    <dl className={classes("divide-y border-y", className)}>
      {rows.map(
        (row) =>
          row && (
            <div key={row[0]} className="grid gap-x-6 py-3 sm:grid-cols-[10rem_1fr]">
              <dt className="text-muted">{row[0]}</dt>
              <dd className="min-w-0">{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
