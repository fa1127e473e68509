import type { ReactNode } from "react";
import { classes } from "./classes";

export type Column<Row> = {
  name: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand below each other at the end of their column. */
  isFigure?: boolean;
};

/**
 * Rows under named columns; on narrow screens each row stands by itself, with the columns' names
 * before its values. The first column tells what the row is.
 */
export function Table<Row>(props: {
  caption: string;
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}) {
  const [first, ...rest] = props.columns;
  return (
    <table className="block w-full border-y text-15 md:table">
      <caption className="sr-only">{props.caption}</caption>
      <thead className="hidden md:table-header-group">
        <tr className="border-b text-13 text-muted">
          {props.columns.map(({ name, isFigure }) => (
            <th
              key={name}
              scope="col"
              className={classes(
                "py-2 pr-6 font-medium last:pr-0",
                isFigure ? "text-right" : "text-left",
              )}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y md:table-row-group">
        {props.rows.map((row) => (
          <tr key={props.keyOf(row)} className="block py-3 md:table-row md:py-0">
            <th
              scope="row"
              className="wrap-anywhere block min-w-0 text-left align-baseline font-medium md:table-cell md:py-3 md:pr-6"
            >
              {first.cell(row)}
            </th>
            {rest.map(({ name, cell, isFigure }) => (
              <td
                key={name}
                className={classes(
                  "wrap-anywhere mt-1 grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 align-baseline md:mt-0 md:table-cell md:py-3 md:pr-6 md:last:pr-0",
                  isFigure && "tabular md:text-right",
                )}
              >
                <span className="text-13 text-muted leading-6 md:hidden">{name}</span>
                <div className="min-w-0">{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
