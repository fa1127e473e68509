import { expect, test } from "vitest";
import { mayBeTitle, paperIdIn, referenceIn, writtenReference } from "./reference";
import { titleLikeness } from "./title-likeness";

test.each([
  ["10.1038/S41586-020-2649-2", "10.1038/s41586-020-2649-2"],
  ["doi:10.5555/abc", "10.5555/abc"],
  ["https://doi.org/10.5555/abc?utm=1", "10.5555/abc"],
  [
    "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0033693",
    "10.1371/journal.pone.0033693",
  ],
  ["https://onlinelibrary.wiley.com/doi/full/10.1111/ele.14024", "10.1111/ele.14024"],
  [
    "https://onlinelibrary.wiley.com/doi/epdf/10.1002/(SICI)1097-4636(199823)43:4%3C367::AID%3E",
    "10.1002/(sici)1097-4636(199823)43:4",
  ],
  [
    "https://www.frontiersin.org/articles/10.3389/fnins.2020.00001/full",
    "10.3389/fnins.2020.00001",
  ],
  [
    "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf",
    "10.1101/2020.01.01.123456",
  ],
  ["link.springer.com/article/10.1007/s00134-020-05991-x", "10.1007/s00134-020-05991-x"],
  [
    "https://link.springer.com/content/pdf/10.1007/s00134-020-05991-x.pdf",
    "10.1007/s00134-020-05991-x",
  ],
  ["https://www.nature.com/articles/s41586-020-2649-2", "10.1038/s41586-020-2649-2"],
])("%s holds a DOI", (text, doi) => {
  expect(paperIdIn(text)).toEqual({ kind: "doi", doi });
});

test.each([
  ["2501.04417", "2501.04417"],
  ["arXiv:2501.04417v3", "2501.04417"],
  ["https://arxiv.org/abs/2501.04417v1", "2501.04417"],
  ["https://arxiv.org/pdf/2501.04417v2.pdf", "2501.04417"],
  ["http://www.arxiv.org/pdf/hep-th/9901001", "hep-th/9901001"],
  ["https://doi.org/10.48550/arXiv.2501.04417", "2501.04417"],
])("%s is of arXiv", (text, arxivId) => {
  expect(paperIdIn(text)).toEqual({ kind: "arxiv", arxivId });
});

test.each([
  "W2741809807",
  "https://openalex.org/W2741809807",
  "https://api.openalex.org/works/w2741809807",
])("%s is of OpenAlex", (text) => {
  expect(paperIdIn(text)).toEqual({ kind: "openalex", openalexId: "W2741809807" });
});

test.each([
  "",
  "sleep",
  "Wei Zhang",
  "10.12/short",
  "https://example.com/",
  "https://openalex.org/A5023888391",
  "see 10.1038/nature12373 for more",
  "10.5555/\0",
  "x".repeat(2_000),
  "2026.1",
  "%E0%A4%A",
  "https://example.com/%E0%A4%A",
])("%j is no id", (text) => {
  expect(paperIdIn(text)).toBeNull();
});

test("other text is a title, and each reference leads to itself again", () => {
  expect(referenceIn("  A  bound on\\n calving ")).toMatchObject({ kind: "title" });
  for (const text of ["10.5555/abc", "arXiv:2501.04417", "W2741809807", "A title of some words"])
    expect(referenceIn(writtenReference(referenceIn(text)))).toEqual(referenceIn(text));
});

test("a name or a field is hardly a title", () => {
  expect(mayBeTitle("Meltwater pathways beneath a surging glacier")).toBe(true);
  expect(mayBeTitle("sleep and memory")).toBe(false);
  expect(mayBeTitle("Wei Zhang")).toBe(false);
});

test("titles are near by their words", () => {
  expect(titleLikeness("Sea Ice: Thickness!", "sea ice thickness")).toBe(1);
  const long = "Sea ice thickness from satellite altimetry: ten years of records";
  expect(titleLikeness("Sea ice thickness from satellite altimetry", long)).toBeGreaterThan(0.85);
  expect(titleLikeness("Sea ice thickness", "Snow depth on land")).toBeLessThan(0.3);
  expect(titleLikeness("...", "Sea ice")).toBe(0);
});
