import { expect, test } from "vitest";
import type { RecordedAuthor } from "@/db/schema/collection";
import { type FactSource, mayWrite, mergeFacts, type Saying } from "./merge-facts";

const nothing: RecordedAuthor = {
  name: "",
  otherNames: [],
  orcid: null,
  openalexId: null,
  semanticScholarId: null,
  institutions: [],
  topics: [],
  worksCount: null,
  citationCount: null,
  homepage: null,
  authorships: [],
};
const says = (source: FactSource, author: Partial<RecordedAuthor>, day = 1): Saying => ({
  source,
  sourceId: `${source}-${day}`,
  fetchedAt: new Date(`2026-03-0${day}T10:00:00Z`),
  author: { ...nothing, ...author },
});

test("each field comes from the first source in its order that says anything", () => {
  const facts = mergeFacts([
    says("crossref", {
      name: "J. Smith",
      orcid: "0000-0002-1825-0097",
      institutions: [{ name: "Stanford Univ.", rorId: null }],
    }),
    says("openalex", { name: "John Smith", openalexId: "A1", topics: ["Proteins"] }),
    says("semantic_scholar", { name: "John B. Smith", topics: ["Biology"] }),
    { ...says("request", { name: "Johnny" }), position: "Professor", email: "john@uni.example" },
  ]);
  const told = Object.entries(facts).map(([field, { value, source }]) => [field, value, source]);
  expect(told).toEqual([
    ["name", "John Smith", "openalex"],
    ["affiliation", "Stanford Univ.", "crossref"],
    ["position", "Professor", "request"],
    ["email", "john@uni.example", "request"],
    ["orcid", "0000-0002-1825-0097", "crossref"],
    ["openalexId", "A1", "openalex"],
    ["expertise", ["Proteins"], "openalex"],
  ]);
  expect(facts.name).toMatchObject({
    sourceId: "openalex-1",
    fetchedAt: new Date("2026-03-01T10:00:00Z"),
  });
});

test("of one source's records the latest counts, in whatever order they come", () => {
  const old = says("openalex", { name: "Old Name", topics: ["Proteins"] }, 1);
  const recent = says("openalex", { name: "New Name" }, 2);
  for (const sayings of [
    [old, recent],
    [recent, old],
  ]) {
    const facts = mergeFacts(sayings);
    expect(facts.name?.value).toBe("New Name");
    expect(facts.expertise?.value).toEqual(["Proteins"]);
  }
});

test("nobody's word is taken for what a source is not asked about", () => {
  expect(mergeFacts([says("request", { topics: ["Everything"], orcid: "x" })])).toEqual({});
  expect(mergeFacts([])).toEqual({});
});

test.each([
  ["an empty field", null, null, true],
  ["an empty list", [], null, true],
  ["what was collected", "A", "A", true],
  ["a collected list", ["A", "B"], ["A", "B"], true],
  ["what a person wrote", "B", null, false],
  ["what a person changed", "B", "A", false],
  ["what a person emptied", null, "A", false],
  ["a list that a person put in order", ["B", "A"], ["A", "B"], false],
])("may write over %s: %#", (_, now, written, may) => {
  expect(mayWrite({ now, written })).toBe(may);
});
