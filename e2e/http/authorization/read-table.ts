import { WHO, type Who } from "../support/cast";

export type Line = {
  /** As the table has it: `POST /consulting/sessions#variant`, or a page's address. */
  name: string;
  /** Of those who are tried. */
  expected: Map<Who, string>;
};

/**
 * The lines of a table: a name, then a cell for each of WHO, or `all` and the cell of everyone.
 * Throws for a line of another length.
 */
export function readTable(table: string): Line[] {
  const [head = [], ...rows] = table
    .split("\n")
    .map((row) => row.trim().split(/\s+/))
    .filter((cells) => cells.join("") !== "");
  if (head.join() !== WHO.join()) throw new Error(`the columns are ${head.join()}`);
  return rows.map((cells) => {
    const isForAll = cells.at(-2) === "all";
    const name = cells.slice(0, isForAll ? -2 : -WHO.length).join(" ");
    if (name === "") throw new Error(`too few cells: ${cells.join(" ")}`);
    const tried = WHO.map((who, at) => {
      return [who, cells.at(isForAll ? -1 : at - WHO.length) ?? "-"] as const;
    });
    return { name, expected: new Map(tried.filter(([, cell]) => cell !== "-")) };
  });
}
