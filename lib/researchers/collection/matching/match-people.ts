import type { MatchEvidence } from "@/db/schema/collection";
import { closestNames, type NameAgreement } from "./compare-names";

/** What is known of somebody that can tell who they are. */
export type Identity = {
  /** All spellings. */
  names: string[];
  /** "0000-0002-1825-0097", without address. */
  orcids: string[];
  /** Ids of author records, each "source:id": what a source takes for one person. */
  authorIds: string[];
  /** As ROR writes them. */
  rorIds: string[];
  authorships: { doi: string; place: number }[];
};

export type Verdict = "same" | "undecided" | "different";
export type Match = { verdict: Verdict; evidence: MatchEvidence[] };

/** What two identities share, and what they contradict each other in. */
type Findings = {
  authorId: string | null;
  orcid: string | null;
  otherOrcid: [string, string] | null;
  name: { agreement: NameAgreement; one: string; other: string } | null;
  /** A paper on which both stand in the same place. */
  authorship: { doi: string; place: number } | null;
  /** A paper on which they stand in two places: two people, whatever else agrees. */
  twoPlaces: { doi: string; places: [number, number] } | null;
  institution: string | null;
  /** Both name institutions, and none of them is the same. */
  elsewhere: boolean;
};

type Rule = { verdict: Verdict; when: (found: Findings) => boolean };

/**
 * The rules in order; the first that applies decides. A name alone never makes two records one, and
 * nothing does when their names cannot be one person's: a source's ORCID iD can be another author's.
 */
const rules: Rule[] = [
  { verdict: "different", when: (f) => f.twoPlaces !== null },
  { verdict: "same", when: (f) => f.authorId !== null && f.otherOrcid === null },
  { verdict: "undecided", when: (f) => f.authorId !== null },
  { verdict: "same", when: (f) => f.orcid !== null && f.name !== null },
  { verdict: "undecided", when: (f) => f.orcid !== null },
  { verdict: "different", when: (f) => f.name === null },
  {
    verdict: "same",
    when: (f) => f.authorship !== null && f.institution !== null && f.otherOrcid === null,
  },
  { verdict: "undecided", when: (f) => f.authorship !== null },
  // Each has an iD of their own, and no paper in common.
  { verdict: "different", when: (f) => f.otherOrcid !== null },
  { verdict: "undecided", when: (f) => f.institution !== null },
  { verdict: "undecided", when: (f) => f.name?.agreement === "equal" && !f.elsewhere },
];

/** Whether two descriptions are of one person, with what speaks for and against it. */
export function matchPeople(one: Identity, other: Identity): Match {
  const found = compare(one, other);
  const verdict = rules.find(({ when }) => when(found))?.verdict ?? "different";
  return { verdict, evidence: evidenceOf(found) };
}

function compare(one: Identity, other: Identity): Findings {
  const orcid = shared(one.orcids, other.orcids);
  const [ownOrcid] = one.orcids;
  const [theirOrcid] = other.orcids;
  const places = one.authorships.flatMap(({ doi, place }) =>
    other.authorships
      .filter((authorship) => authorship.doi === doi)
      .map((authorship) => ({ doi, places: [place, authorship.place] as [number, number] })),
  );
  const together = places.find(({ places: [a, b] }) => a === b);
  const institution = shared(one.rorIds, other.rorIds);
  return {
    authorId: shared(one.authorIds, other.authorIds),
    orcid,
    otherOrcid: orcid === null && ownOrcid && theirOrcid ? [ownOrcid, theirOrcid] : null,
    name: closestNames(one.names, other.names),
    authorship: together ? { doi: together.doi, place: together.places[0] } : null,
    twoPlaces: places.find(({ places: [a, b] }) => a !== b) ?? null,
    institution,
    elsewhere: institution === null && one.rorIds.length > 0 && other.rorIds.length > 0,
  };
}

const shared = (ones: readonly string[], others: readonly string[]) =>
  ones.find((one) => others.includes(one)) ?? null;

const nameKinds = {
  equal: "name_equal",
  reordered: "name_reordered",
  initials: "name_by_initials",
} satisfies Record<NameAgreement, string>;

function evidenceOf(found: Findings): MatchEvidence[] {
  const { name, authorship, twoPlaces, otherOrcid } = found;
  const told: (MatchEvidence | false)[] = [
    found.authorId !== null && { kind: "author_id", detail: found.authorId, speaks: "for" },
    found.orcid !== null && { kind: "orcid", detail: found.orcid, speaks: "for" },
    otherOrcid !== null && {
      kind: "other_orcid",
      detail: otherOrcid.join(" and "),
      speaks: "against",
    },
    authorship !== null && {
      kind: "authorship",
      detail: `author ${authorship.place} of ${authorship.doi}`,
      speaks: "for",
    },
    twoPlaces !== null && {
      kind: "two_places",
      detail: `authors ${twoPlaces.places.join(" and ")} of ${twoPlaces.doi}`,
      speaks: "against",
    },
    found.institution !== null && {
      kind: "institution",
      detail: found.institution,
      speaks: "for",
    },
    found.elsewhere && { kind: "no_institution_shared", detail: "", speaks: "against" },
    name === null
      ? { kind: "name_differs", detail: "", speaks: "against" }
      : {
          kind: nameKinds[name.agreement],
          detail: name.one === name.other ? name.one : `${name.one} and ${name.other}`,
          speaks: "for",
        },
  ];
  return told.filter((one) => one !== false);
}
