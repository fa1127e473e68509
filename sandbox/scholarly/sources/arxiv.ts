import { Hono } from "hono";
import { recorded } from "../recorded";
import type { Work } from "../world/shapes";
import { works } from "../world/works";

const KNOWN = works.filter(({ knownTo }) => knownTo.includes("arxiv"));

/** arXiv at `/arxiv/api/query`: papers by id, as an Atom feed. */
export function arxiv(): Hono {
  const app = new Hono();
  app.get("/arxiv/api/query", (c) => {
    const ids = (c.req.query("id_list") ?? "").split(",").map((id) => id.replace(/v\d+$/, ""));
    const found = KNOWN.filter(({ arxivId }) => ids.includes(arxivId ?? ""));
    const answer = ids.includes("1707.08567") ? recorded("arxiv-query-feed.xml") : feed(ids, found);
    return c.body(answer, 200, { "content-type": "application/atom+xml; charset=utf-8" });
  });
  return app;
}

const escaped = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function feed(ids: string[], found: Work[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/sandbox</id>
  <title>arXiv Query: search_query=&amp;id_list=${escaped(ids.join(","))}&amp;start=0&amp;max_results=10</title>
  <updated>2026-04-12T22:09:36Z</updated>
  <opensearch:itemsPerPage>10</opensearch:itemsPerPage>
  <opensearch:totalResults>${found.length}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
${found.map(entry).join("\n")}
</feed>
`;
}

function entry(work: Work): string {
  const authors = work.authors.map(
    ({ person, asPrinted }) =>
      `    <author>\n      <name>${escaped(asPrinted ?? person.name)}</name>\n    </author>`,
  );
  const published = `${work.year}-01-15T08:18:33Z`;
  const isPublished = work.doi !== null && !work.doi.startsWith("10.48550/");
  return `  <entry>
    <id>http://arxiv.org/abs/${work.arxivId}v1</id>
    <title>${escaped(work.title)}</title>
    <updated>${published}</updated>
    <link href="https://arxiv.org/abs/${work.arxivId}v1" rel="alternate" type="text/html"/>
    <summary>An invented paper.</summary>
    <category term="physics.ao-ph" scheme="http://arxiv.org/schemas/atom"/>
    <published>${published}</published>${
      isPublished ? `\n    <arxiv:doi>${escaped(work.doi ?? "")}</arxiv:doi>` : ""
    }
    <arxiv:primary_category term="physics.ao-ph"/>
${authors.join("\n")}
  </entry>`;
}
