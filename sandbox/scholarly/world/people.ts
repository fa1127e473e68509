import { openalexAuthorId, orcidOf, semanticScholarId } from "./ids";
import { fjordvik, kyoto, organizationOf, withoutDomains } from "./organizations";
import type { Person } from "./shapes";

let made = 0;

type Known = Partial<Omit<Person, "given" | "family">>;

/** Somebody whom every source knows, unless `known` says otherwise. */
export function person(given: string, family: string, known: Known = {}): Person {
  made += 1;
  const name = [given, family].filter(Boolean).join(" ");
  return {
    given,
    family,
    name,
    otherNames: given ? [`${given.charAt(0)}. ${family}`] : [],
    openalexId: openalexAuthorId(made),
    orcid: orcidOf(made),
    semanticScholar: [{ id: semanticScholarId(made), name }],
    organizations: [fjordvik],
    topics: [],
    worksCount: 12,
    citationCount: 240,
    homepage: null,
    ...known,
  };
}

export const ingrid = person("Ingrid", "Solheim", {
  semanticScholar: [
    { id: semanticScholarId(900_001), name: "Ingrid Solheim" },
    { id: semanticScholarId(900_002), name: "I. Solheim" },
  ],
  topics: ["Glacier dynamics", "Subglacial hydrology", "Remote sensing of ice"],
  worksCount: 64,
  citationCount: 2_310,
  homepage: "https://fjordvik.example/people/solheim",
});

/** Two people of one name at one institution. */
export const weiZhangOptics = person("Wei", "Zhang", {
  topics: ["Speckle imaging", "Adaptive optics"],
  worksCount: 41,
});
export const weiZhangGlaciers = person("Wei", "Zhang", {
  topics: ["Glacier mass balance", "Firn densification"],
  worksCount: 23,
});

/** OpenAlex hangs Bjarte Dahle's iD on him. */
export const bjarne = person("Bjarne", "Dahl", { orcid: null, topics: ["Laser metrology"] });
export const bjarte = person("Bjarte", "Dahle", { topics: ["Laser spectroscopy"] });

/** Printed in her own script by some papers. */
export const yumi = person("Yumi", "Tanaka", {
  otherNames: ["田中 由美", "Y. Tanaka"],
  organizations: [kyoto, fjordvik],
  topics: ["Subglacial hydrology"],
});
export const olga = person("Ольга", "Новикова", {
  otherNames: ["Olga Novikova"],
  topics: ["Permafrost"],
});

/** One word is the whole name, and next to nothing is known. */
export const suharyono = person("", "Suharyono", {
  orcid: null,
  organizations: [],
  semanticScholar: [],
  worksCount: 1,
  citationCount: 0,
});

/** Crossref's deposits name her; OpenAlex has no record of her. */
export const unknownToOpenalex = person("Marit", "Aasen", {
  openalexId: null,
  orcid: null,
  semanticScholar: [],
  organizations: [],
});

export const halvard = person("Halvard", "Moen", {
  organizations: [withoutDomains],
  topics: ["Kelp forests"],
});

/** Researchers of the demo who have a profile there, with the iDs that they have there. */
export const amara = person("Amara", "Okafor", {
  orcid: "0000-0009-0001-0424",
  organizations: [organizationOf("Bloomsbury Centre for Sleep and Memory")],
  topics: ["Sleep and memory", "Slow oscillations"],
});
export const priya = person("Priya", "Raman", {
  orcid: "0000-0009-0001-0280",
  organizations: [organizationOf("Pacific Crest University")],
  topics: ["Uncertainty", "Conformal prediction"],
});

const atFjordvik = [ingrid, weiZhangOptics, weiZhangGlaciers, bjarne, bjarte, yumi, olga];

const GIVEN =
  "Anders Astrid Birgit Camilla Dagfinn Eirik Eivind Elin Espen Frida Geir Gunnhild Hanne Håkon Inger Ivar Jorunn Kari Kjell Kristin Lars Liv Magnhild Marte Nils Oddvar Ragnhild Runar Sigrid Sindre Solveig Stian Terje Tiril Torunn Trygve Ulrik Vebjørn Yngve Åse".split(
    " ",
  );
const FAMILY =
  "Aamodt Bakkerud Brekkhus Drageset Eikrem Fagerli Gjerstad Haugstad Isdal Jevne Kvamme Lunderud Myrvold Nesbakk Ormåsen Plathe Rønnestad Skjervheim Tangerås Ulvik Vestrum Ytreland Ødemark Årdalen".split(
    " ",
  );
const TOPICS = [
  "Fjord oceanography",
  "Glacier dynamics",
  "Snow chemistry",
  "Arctic ecology",
  "Sea ice",
  "Sediment transport",
  "Boreal forests",
  "Coastal erosion",
];

const FJORDVIK_AUTHORS = 300;
const atFjordvikNow = atFjordvik.filter(({ organizations }) => organizations[0] === fjordvik);

/** Fills the institution up; every third has no iD, every fifth no topics, every seventh nothing at Semantic Scholar. */
function generated(index: number): Person {
  // 40 and 24 names, taken so that no pair comes twice.
  const given = GIVEN[index % GIVEN.length] ?? "";
  const family = FAMILY[(index + Math.floor(index / 120)) % FAMILY.length] ?? "";
  return person(given, family, {
    ...(index % 3 === 0 ? { orcid: null } : {}),
    ...(index % 7 === 0 ? { semanticScholar: [] } : {}),
    topics:
      index % 5 === 0
        ? []
        : [TOPICS[index % TOPICS.length] ?? "", TOPICS[(index + 3) % TOPICS.length] ?? ""],
    worksCount: 1 + ((index * 7) % 60),
    citationCount: (index * 37) % 900,
  });
}

export const crowd = Array.from({ length: FJORDVIK_AUTHORS - atFjordvikNow.length }, (_, index) =>
  generated(index),
);

export const people: Person[] = [
  ...atFjordvik,
  ...crowd,
  suharyono,
  unknownToOpenalex,
  halvard,
  amara,
  priya,
];
