import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { type Column, Table } from "@/components/ui/table";
import type { LatestPage } from "@/lib/operations/admin/latest";
import { pagesOf } from "./from-start";

/** One page of a list that is sorted newest first, with the ways onward and back. */
export function LatestTable<Row extends { id: string }>(props: {
  path: string;
  /** What else the list's address says. */
  given?: Record<string, string | undefined>;
  cursor: string | undefined;
  list: LatestPage<Row>;
  caption: string;
  columns: readonly [Column<Row>, ...Column<Row>[]];
  /** What to say where there is nothing. */
  empty: string;
  emptyHint?: ReactNode;
}) {
  const { path, given = {}, cursor, list, caption, columns } = props;
  return (
    <>
      {list.items.length === 0 ? (
        <EmptyState title={props.empty}>{props.emptyHint}</EmptyState>
      ) : (
        <Table caption={caption} rows={list.items} keyOf={({ id }) => id} columns={columns} />
      )}
      <Pagination {...pagesOf(path, given, { cursor, nextCursor: list.nextCursor })} />
    </>
  );
}
