import { expect, test } from "vitest";
import { doiIn } from "./doi";

test.each([
  ["10.1038/s41586-020-2649-2", "10.1038/s41586-020-2649-2"],
  ["  doi: 10.1038/nature12373 ", "10.1038/nature12373"],
  [
    "https://doi.org/10.1002/(SICI)1097-4636(199823)43:4%3C367::AID%3E",
    "10.1002/(SICI)1097-4636(199823)43:4<367::AID>",
  ],
  ["http://dx.doi.org/10.5555/12345678?utm=x#top", "10.5555/12345678"],
  ["doi.org/10.5555/abc.", "10.5555/abc"],
])("%s is a DOI", (text, doi) => {
  expect(doiIn(text)).toBe(doi);
});

test.each(["sleep", "10.1038", "10.12/short", "see 10.1038/nature12373", "10.5555/%00", ""])(
  "%s is none",
  (text) => {
    expect(doiIn(text)).toBeNull();
  },
);
