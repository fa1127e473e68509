import type { ReactNode } from "react";

/** Names and values in rows with hairlines between: `<DataList rows={[["Price", <Money .../>]]} />`. */
export function DataList({
  rows,
}: {
  rows: (readonly [name: string, value: ReactNode] | false | null)[];
}) {
  return (
    <dl className="divide-y border-y">
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
