import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { env } from "@/lib/platform/env";
import { type Asking, addressOf, askForText } from "./ask-source";
import { bareArxivId, bareDoi, doiOfArxiv } from "./identifiers";
import type { WorkRecord } from "./records";
import { SourceError } from "./source-error";
import { plainText, yearOf } from "./wire";

/** A preprint by its arXiv id, without version; null when arXiv has none. */
export async function getArxivWork(arxivId: string, asking: Asking): Promise<WorkRecord | null> {
  const url = addressOf(env().ARXIV_BASE_URL, "api/query", { id_list: arxivId, max_results: 1 });
  const answer = await askForText({ source: "arxiv", url }, asking);
  if (answer === null) return null;
  const [entry] = childrenOf(read(answer), "entry");
  return entry ? readEntry(entry, asking.now) : null;
}

function read(answer: string): XmlElement {
  let feed: XmlElement | null = null;
  try {
    feed = parseXml(answer).root;
  } catch {
    // An answer that is no XML is as unreadable as one that is no feed.
  }
  if (feed?.name !== "feed") throw new SourceError("arxiv", "unreadable", 200);
  return feed;
}

/** What is wrong with a question is told as an entry too, which has no id of a paper. */
function readEntry(entry: XmlElement, now: Date): WorkRecord | null {
  const arxivId = bareArxivId(textOf(entry, "id"));
  if (!arxivId) return null;
  return {
    origin: { source: "arxiv", sourceId: arxivId, fetchedAt: now },
    title: plainText(textOf(entry, "title")),
    // Of the published version where the authors have named one.
    doi: bareDoi(textOf(entry, "arxiv:doi")) ?? doiOfArxiv(arxivId),
    arxivId,
    openalexId: null,
    year: yearOf(Number(textOf(entry, "published").slice(0, 4))),
    venue: plainText(textOf(entry, "arxiv:journal_ref")) || "arXiv",
    isRetracted: false,
    byline: childrenOf(entry, "author").map((author, index) => ({
      position: index + 1,
      name: plainText(textOf(author, "name")),
      orcid: null,
      openalexId: null,
      semanticScholarId: null,
      institutions: childrenOf(author, "arxiv:affiliation").flatMap((affiliation) => {
        const name = plainText(affiliation.text);
        return name ? [{ name, rorId: null }] : [];
      }),
      isCorresponding: false,
    })),
  };
}

const childrenOf = (parent: XmlElement, name: string): XmlElement[] =>
  parent.children.filter(
    (child): child is XmlElement => child instanceof XmlElement && child.name === name,
  );

const textOf = (parent: XmlElement, name: string): string =>
  childrenOf(parent, name)[0]?.text ?? "";
