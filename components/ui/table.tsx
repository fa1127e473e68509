import type { ReactNode } from "react";
import { classes } from "./classes";

export type Column<Row> = {
  name: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand below each other at the end of their column. */
  isFigure?: boolean;
};

const slim = {
  table: "",
  head: "",
  heading: "pr-4",
  body: "",
  row: "",
  first: "py-2 pr-4",
  cell: "py-2 pr-4 last:pr-0",
  figure: "text-right",
};
const wide = {
  table: "block md:table",
  head: "hidden md:table-header-group",
  heading: "pr-6",
  body: "block md:table-row-group",
  row: "block py-3 md:table-row md:py-0",
  first: "block min-w-0 md:table-cell md:py-3 md:pr-6",
  cell: "mt-1 grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 md:mt-0 md:table-cell md:py-3 md:pr-6 md:last:pr-0 md:[&_time]:whitespace-nowrap",
  figure: "md:text-right",
};

/**
 * Rows under named columns; on narrow screens each row stands by itself, with the columns' names
 * before its values, unless all of it fits there. The first column tells what the row is.
 */
export function Table<Row>(props: {
  caption: string;
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Few and short columns: they stay columns on any screen. */
  isSlim?: boolean;
}) {
  const [first, ...rest] = props.columns;
  const look = props.isSlim ? slim : wide;
  return (
    <table className={classes("w-full border-y text-15", look.table)}>
      <caption className="sr-only">{props.caption}</caption>
      <thead className={look.head}>
        <tr className="border-b text-13 text-muted">
          {props.columns.map(({ name, isFigure }) => (
            <th
              key={name}
              scope="col"
              className={classes(
                "whitespace-nowrap py-2 font-medium last:pr-0",
                look.heading,
                isFigure ? "text-right" : "text-left",
              )}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={classes("divide-y", look.body)}>
        {props.rows.map((row) => (
          <tr key={props.keyOf(row)} className={look.row}>
            <th
              scope="row"
              className={classes("wrap-anywhere text-left align-baseline font-medium", look.first)}
            >
              {first.cell(row)}
            </th>
            {rest.map(({ name, cell, isFigure }) => (
              <td
                key={name}
                className={classes(
                  "wrap-anywhere align-baseline",
                  look.cell,
                  isFigure && classes("tabular", look.figure),
                )}
              >
                {!props.isSlim && (
                  <span className="text-13 text-muted leading-6 md:hidden">{name}</span>
                )}
                <div className="min-w-0">{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
