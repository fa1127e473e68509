export type Person = { orcid: string; given: string; family: string };

/** Who may sign in with one click: researchers of the demo's data, and ORCID's own invented one. */
export const people: Person[] = [
  { orcid: "0000-0009-0001-0424", given: "Amara", family: "Okafor" },
  { orcid: "0000-0009-0001-0280", given: "Priya", family: "Raman" },
  { orcid: "0000-0009-0001-0141", given: "Samuel", family: "Adeyemi" },
  { orcid: "0000-0002-1825-0097", given: "Josiah", family: "Carberry" },
];

const UNKNOWN = { given: "Somebody", family: "Else" };

export const personOf = (orcid: string): Person =>
  people.find((person) => person.orcid === orcid) ?? { orcid, ...UNKNOWN };
