import { expect, test } from "vitest";
import type { BylineRecord, WorkRecord } from "@/lib/scholarly/records";
import { findOnByline } from "./find-on-byline";

const author = (name: string, position: number): BylineRecord => ({
  position,
  name,
  orcid: null,
  openalexId: null,
  semanticScholarId: null,
  institutions: [],
  isCorresponding: false,
});
const paper = (title: string, ...names: string[]): WorkRecord => ({
  origin: { source: "crossref", sourceId: title, fetchedAt: new Date(0) },
  title,
  doi: "10.5555/x",
  arxivId: null,
  openalexId: null,
  year: null,
  venue: null,
  isRetracted: false,
  byline: names.map((name, at) => author(name, at + 1)),
});
const find = (works: WorkRecord[], name: string, title = "On Sleep") =>
  findOnByline(works, { title, name })?.author.position ?? null;

test.each([
  ["by name", ["Ana Costa", "Wei Zhang"], "Wei Zhang", 2],
  ["by initials", ["Ana Costa", "W. Zhang"], "Wei Zhang", 2],
  ["as written, where another could be meant", ["W. Zhang", "Wei Zhang"], "Wei Zhang", 2],
  ["as nobody of two whose initials fit", ["W. Zhang", "W. X. Zhang"], "Wei Zhang", null],
  ["as nobody of two homonyms", ["Wei Zhang", "Wei Zhang"], "Wei Zhang", null],
  ["as nobody where the name is another's", ["Ana Costa"], "Wei Zhang", null],
] as const)("an author is found on a byline %s", (_, names, name, place) => {
  expect(find([paper("On sleep.", ...names)], name)).toBe(place);
});

test("only a paper of just this title counts, and of two that have it the one with the author", () => {
  expect(find([paper("On Sleep and Dreams", "Wei Zhang")], "Wei Zhang")).toBeNull();
  expect(find([paper("On", "Wei Zhang")], "Wei Zhang")).toBeNull();
  const works = [paper("On Sleep", "Ana Costa"), paper("On sleep", "X. Y", "Wei Zhang")];
  expect(find(works, "Wei Zhang")).toBe(2);
});
