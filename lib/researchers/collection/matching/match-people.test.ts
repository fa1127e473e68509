import { expect, test } from "vitest";
import { compareNames } from "./compare-names";
import { type Identity, matchPeople, type Verdict } from "./match-people";

test.each([
  ["John Smith", "john  SMITH", "equal"],
  ["Smith, John", "John Smith", "equal"],
  ["José Núñez", "Jose Nunez", "equal"],
  ["O’Brien, Máire", "Maire O'Brien", "equal"],
  ["Wei Zhang", "Zhang Wei", "reordered"],
  ["J. Smith", "John Smith", "initials"],
  ["J. Smith", "J. Smith", "initials"],
  ["John Q. Smith", "John Smith", "initials"],
  ["John Quincy Smith", "J. Q. Smith", "initials"],
  ["王伟", "王伟", "equal"],
  ["Jean-Pierre Martin", "Jean Pierre Martin", "equal"],
] as const)("%s and %s can be one person's names: %s", (one, other, agreement) => {
  expect(compareNames(one, other)).toBe(agreement);
  expect(compareNames(other, one)).toBe(agreement);
});

test.each([
  ["John Smith", "James Smith"],
  ["John Smith", "John Smythe"],
  ["Q. Smith", "John Q. Smith"],
  ["John Q. Smith", "John R. Smith"],
  ["Smith", "John Smith"],
  ["王伟", "王芳"],
  ["", ""],
  ["!", "!"],
])("%s and %s cannot", (one, other) => {
  expect(compareNames(one, other)).toBeNull();
  expect(compareNames(other, one)).toBeNull();
});

const STANFORD = "https://ror.org/00f54p054";
const LISBON = "https://ror.org/01c27hj86";
const somebody: Identity = {
  names: ["Wei Zhang"],
  orcids: [],
  authorIds: [],
  rorIds: [],
  authorships: [],
};
const orcid = (last: string) => ({ orcids: [`0000-0002-1825-000${last}`] });
const at = (...rorIds: string[]) => ({ rorIds });
const wrote = (doi: string, place: number) => ({ authorships: [{ doi, place }] });

const cases: [string, Partial<Identity>, Partial<Identity>, Verdict][] = [
  ["the same name and nothing else", {}, {}, "undecided"],
  ["the same name at one institution", at(STANFORD), at(STANFORD), "undecided"],
  ["the same name at two institutions", at(STANFORD), at(LISBON), "different"],
  ["initials and nothing else", { names: ["W. Zhang"] }, {}, "different"],
  [
    "initials at one institution",
    { names: ["W. Zhang"], ...at(STANFORD) },
    at(STANFORD),
    "undecided",
  ],
  [
    "names that share only their initials, at one institution",
    { names: ["Wei Zhang", "W. Zhang"], ...at(STANFORD) },
    { names: ["Wang Zhang", "W. Zhang"], ...at(STANFORD) },
    "different",
  ],
  [
    "a name and its initials, at one institution",
    { names: ["Wei Zhang", "W. Zhang"], ...at(STANFORD) },
    { names: ["W. Zhang"], ...at(STANFORD) },
    "undecided",
  ],
  ["one ORCID iD", orcid("1"), orcid("1"), "same"],
  ["one ORCID iD under initials", { names: ["W. Zhang"], ...orcid("1") }, orcid("1"), "same"],
  [
    "one ORCID iD under a name that cannot be theirs",
    { names: ["Ana Costa"], ...orcid("1") },
    orcid("1"),
    "undecided",
  ],
  [
    "homonyms at one institution with iDs of their own",
    { ...orcid("1"), ...at(STANFORD) },
    { ...orcid("2"), ...at(STANFORD) },
    "different",
  ],
  [
    "one place on one paper, without institution",
    wrote("10.1/x", 2),
    wrote("10.1/x", 2),
    "undecided",
  ],
  [
    "one place on one paper and one institution",
    { ...wrote("10.1/x", 2), ...at(STANFORD, LISBON) },
    { ...wrote("10.1/x", 2), ...at(STANFORD) },
    "same",
  ],
  [
    "the same, under a name that cannot be theirs",
    { names: ["Ana Costa"], ...wrote("10.1/x", 2), ...at(STANFORD) },
    { ...wrote("10.1/x", 2), ...at(STANFORD) },
    "different",
  ],
  [
    "the same, with two ORCID iDs: one of them is a wrong hint",
    { ...wrote("10.1/x", 2), ...at(STANFORD), ...orcid("1") },
    { ...wrote("10.1/x", 2), ...at(STANFORD), ...orcid("2") },
    "undecided",
  ],
  [
    "homonyms on one paper from one institution, even with the same iD hinted for both",
    { ...wrote("10.1/x", 2), ...at(STANFORD), ...orcid("1") },
    { ...wrote("10.1/x", 3), ...at(STANFORD), ...orcid("1") },
    "different",
  ],
  [
    "two papers at one institution",
    { ...wrote("10.1/x", 1), ...at(STANFORD) },
    { ...wrote("10.1/y", 1), ...at(STANFORD) },
    "undecided",
  ],
  [
    "one author id of a source",
    { authorIds: ["openalex:A1"], ...at(STANFORD) },
    { authorIds: ["openalex:A1"], names: ["Wei Z."] },
    "same",
  ],
  [
    "one author id of a source with two ORCID iDs",
    { authorIds: ["openalex:A1"], ...orcid("1") },
    { authorIds: ["openalex:A1"], ...orcid("2") },
    "undecided",
  ],
];

test.each(cases)("%s", (_, one, other, verdict) => {
  const [a, b] = [
    { ...somebody, ...one },
    { ...somebody, ...other },
  ];
  expect(matchPeople(a, b).verdict).toBe(verdict);
  expect(matchPeople(b, a).verdict).toBe(verdict);
});

test("no two people with nothing in common but names are ever the same, whatever their names", () => {
  const names = ["Wei Zhang", "Zhang Wei", "W. Zhang", "Zhang, Wei"];
  for (const one of names) {
    for (const other of names) {
      for (const rorIds of [[], [STANFORD]]) {
        const match = matchPeople(
          { ...somebody, names: [one], rorIds },
          { ...somebody, names: [other], rorIds },
        );
        expect(match.verdict).not.toBe("same");
      }
    }
  }
});

test("the evidence names each fact, for and against", () => {
  const one = { ...somebody, ...orcid("1"), ...wrote("10.1/x", 2), ...at(STANFORD) };
  const other = {
    ...somebody,
    names: ["W. Zhang"],
    ...orcid("2"),
    ...wrote("10.1/x", 2),
    ...at(STANFORD),
  };
  expect(matchPeople(one, other).evidence).toEqual([
    {
      kind: "other_orcid",
      detail: "0000-0002-1825-0001 and 0000-0002-1825-0002",
      speaks: "against",
    },
    { kind: "authorship", detail: "author 2 of 10.1/x", speaks: "for" },
    { kind: "institution", detail: STANFORD, speaks: "for" },
    { kind: "name_by_initials", detail: "Wei Zhang and W. Zhang", speaks: "for" },
  ]);
});
