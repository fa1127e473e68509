import { z } from "zod";
import { env } from "@/lib/platform/env";
import { type Asking, addressOf, askForJson, type Question } from "./ask-source";
import { bareArxivId, bareDoi, bareOrcid } from "./identifiers";
import type { AuthorRecord, WorkRecord } from "./records";
import { listOf, maybe, plainText, plainTexts, text, yearOf } from "./wire";

const Value = maybe(z.object({ value: text }));

/** E-mail addresses are in the answer too; they are nobody's to use, so they are not read. */
const Person = z.object({
  name: maybe(z.object({ "given-names": Value, "family-name": Value, "credit-name": Value })),
  "other-names": maybe(z.object({ "other-name": listOf(z.object({ content: text })) })),
  keywords: maybe(z.object({ keyword: listOf(z.object({ content: text })) })),
  "researcher-urls": maybe(z.object({ "researcher-url": listOf(z.object({ url: Value })) })),
});

const Summary = z.object({
  title: maybe(z.object({ title: Value })),
  "external-ids": maybe(
    z.object({
      "external-id": listOf(
        z.object({
          "external-id-type": text,
          "external-id-value": text,
          "external-id-relationship": text,
        }),
      ),
    }),
  ),
  "publication-date": maybe(z.object({ year: Value })),
  "journal-title": Value,
});

const Works = z.object({ group: listOf(z.object({ "work-summary": listOf(Summary) })) });

const Found = z.object({
  /** Null, not empty, when there is nobody. */
  "expanded-result": listOf(
    z.object({
      "orcid-id": text,
      "given-names": text,
      "family-names": text,
      "credit-name": text,
      "other-name": listOf(z.string()),
      "institution-name": listOf(z.string()),
    }),
  ),
});

/** Whether ORCID's public data may be asked for: its terms want an agreement for commercial use. */
export const isOrcidConfigured = () => env().ORCID_PUBLIC_BASE_URL !== undefined;

function question(path: string, parameters: Record<string, string> = {}): Question {
  const { ORCID_PUBLIC_BASE_URL: base } = env();
  if (!base) throw new Error("ORCID_PUBLIC_BASE_URL is not set: ask isOrcidConfigured first");
  return { source: "orcid", url: addressOf(base, `v3.0/${path}`, parameters) };
}

/** What a person shows of themselves to everyone. */
export async function getOrcidPerson(orcid: string, asking: Asking): Promise<AuthorRecord | null> {
  const path = `${encodeURIComponent(orcid)}/person`;
  const person = await askForJson(question(path), Person, asking);
  if (!person) return null;
  const { name, keywords } = person;
  const parts = [name?.["given-names"]?.value, name?.["family-name"]?.value];
  const ownName = plainTexts(parts).join(" ");
  const others = person["other-names"]?.["other-name"].map(({ content }) => content) ?? [];
  return {
    ...blank(orcid, asking.now),
    name: plainText(name?.["credit-name"]?.value) || ownName,
    otherNames: plainTexts([ownName, ...others]),
    topics: plainTexts(keywords?.keyword.map(({ content }) => content) ?? []),
    homepage: person["researcher-urls"]?.["researcher-url"][0]?.url?.value ?? null,
  };
}

/** The works that a person lists; their authors are not told. */
export async function listOrcidWorks(orcid: string, asking: Asking): Promise<WorkRecord[]> {
  const path = `${encodeURIComponent(orcid)}/works`;
  const works = await askForJson(question(path), Works, asking);
  return (works?.group ?? []).flatMap(({ "work-summary": [summary] }) =>
    summary ? [readWork(summary, orcid, asking.now)] : [],
  );
}

/** People of a name; several people have the same. */
export async function searchOrcid(
  { givenName, familyName }: { givenName: string; familyName: string },
  asking: Asking,
): Promise<AuthorRecord[]> {
  const quoted = (name: string) => `"${name.replace(/["\\]/g, " ")}"`;
  const q = `given-names:${quoted(givenName)} AND family-name:${quoted(familyName)}`;
  const found = await askForJson(question("expanded-search/", { q, rows: "25" }), Found, asking);
  return (found?.["expanded-result"] ?? []).flatMap((person) => {
    const orcid = bareOrcid(person["orcid-id"]);
    if (!orcid) return [];
    const ownName = plainTexts([person["given-names"], person["family-names"]]).join(" ");
    return [
      {
        ...blank(orcid, asking.now),
        name: plainText(person["credit-name"]) || ownName,
        otherNames: plainTexts([ownName, ...person["other-name"]]),
        institutions: plainTexts(person["institution-name"]).map((name) => ({
          name,
          rorId: null,
        })),
      },
    ];
  });
}

const blank = (orcid: string, now: Date): AuthorRecord => ({
  origin: { source: "orcid", sourceId: orcid, fetchedAt: now },
  name: "",
  otherNames: [],
  orcid,
  openalexId: null,
  semanticScholarId: null,
  institutions: [],
  topics: [],
  worksCount: null,
  citationCount: null,
  homepage: null,
});

function readWork(summary: z.infer<typeof Summary>, orcid: string, now: Date): WorkRecord {
  const ids = summary["external-ids"]?.["external-id"] ?? [];
  // A chapter names its book's id too, as "part-of".
  const own = (type: string) =>
    ids.find(
      (id) => id["external-id-type"] === type && id["external-id-relationship"] !== "part-of",
    )?.["external-id-value"];
  const doi = bareDoi(own("doi"));
  return {
    origin: { source: "orcid", sourceId: orcid, fetchedAt: now },
    title: plainText(summary.title?.title?.value),
    doi,
    arxivId: bareArxivId(own("arxiv")) ?? bareArxivId(doi),
    openalexId: null,
    year: yearOf(Number(summary["publication-date"]?.year?.value)),
    venue: plainText(summary["journal-title"]?.value) || null,
    isRetracted: false,
    byline: [],
  };
}
