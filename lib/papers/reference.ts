import { bareArxivId, bareDoi, bareOpenalexId } from "@/lib/scholarly/identifiers";
import { doiIn } from "./doi";

/** What a paper can be asked for by. */
export type PaperReference =
  | { kind: "doi"; doi: string }
  | { kind: "arxiv"; arxivId: string }
  | { kind: "openalex"; openalexId: string }
  | { kind: "title"; title: string };

export type PaperId = Exclude<PaperReference, { kind: "title" }>;

const ARXIV_DOI = /^10\.48550\/arxiv\./i;
const DOI_INSIDE = /10\.\d{4,9}\/[^\s"<>?#&]{1,300}/;
/** What publishers hang on a DOI in their addresses. */
const HUNG_ON = [
  /\/(?:full|fulltext|abstract|abs|summary|pdf|epdf|epub|html|meta|references|citations|figures|tables)(?:\/.*)?$/i,
  /(?:v\d+)?\.(?:full|abstract|article-info|full-text)(?:\.pdf)?$/i,
  /\.(?:pdf|html?|xml)$/i,
];

/**
 * The id that a text is: a DOI, an arXiv id or an OpenAlex work, by itself or as an address, also a
 * publisher's that holds a DOI. Null for other text.
 */
export function paperIdIn(text: string): PaperId | null {
  const written = text.trim();
  if (written.length > 1_000 || written.includes("\0")) return null;
  const arxivId = bareArxivId(written);
  if (arxivId) return { kind: "arxiv", arxivId };
  const openalexId = isOpenalexWork(written) ? bareOpenalexId(written) : null;
  if (openalexId) return { kind: "openalex", openalexId };
  const doi = bareDoi(doiIn(written) ?? doiOfAddress(written));
  return doi ? { kind: "doi", doi } : null;
}

/** "W2741809807" alone or at the end of an address of OpenAlex. */
const isOpenalexWork = (text: string) =>
  /^(?:https?:\/\/(?:api\.|explore\.)?openalex\.org\/(?:works\/)?)?W\d{4,12}$/i.test(text);

function doiOfAddress(text: string): string | null {
  const address = /^[a-z0-9.-]+\.[a-z]{2,}\//i.test(text) ? `https://${text}` : text;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  const nature = /(?:^|\.)nature\.com$/.test(url.hostname)
    ? /^\/articles\/([a-z0-9-]{5,40})/i.exec(url.pathname)?.[1]
    : null;
  if (nature) return `10.1038/${nature.replace(/\.pdf$/i, "")}`;
  // As a parameter of its own it may be cut by none of the address's other signs.
  const places = [...url.searchParams.values(), decode(url.pathname), decode(url.hash)];
  const found = places.map((place) => DOI_INSIDE.exec(place)?.[0]).find(Boolean);
  return found ? withoutHangers(found) : null;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const withoutHangers = (doi: string) =>
  HUNG_ON.reduce((rest, hanger) => rest.replace(hanger, ""), doi).replace(/[/.,;]+$/, "");

const TITLE_WORDS = 4;
const TITLE_LETTERS = 20;

/** Whether words may be a paper's title rather than a name or a field. */
export const mayBeTitle = (text: string) =>
  text.trim().length >= TITLE_LETTERS && text.trim().split(/\s+/).length >= TITLE_WORDS;

/** What a text asks for: an id where it is one, else a title. */
export function referenceIn(text: string): PaperReference {
  return paperIdIn(text) ?? { kind: "title", title: text.trim().replace(/\s+/g, " ") };
}

/** A reference as text that leads to it again. */
export function writtenReference(reference: PaperReference): string {
  switch (reference.kind) {
    case "doi":
      return reference.doi;
    case "arxiv":
      return `arXiv:${reference.arxivId}`;
    case "openalex":
      return reference.openalexId;
    case "title":
      return reference.title;
  }
}

/** The DOI that arXiv itself gives leads to the preprint, as its id does. */
export const isArxivDoi = (doi: string) => ARXIV_DOI.test(doi);
