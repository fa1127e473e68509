import { Hono } from "hono";
import { arxiv } from "./sources/arxiv";
import { crossref } from "./sources/crossref";
import { openalex } from "./sources/openalex";
import { orcid } from "./sources/orcid";
import { ror } from "./sources/ror";
import { semanticScholar } from "./sources/semantic-scholar";

/** All scholarly sources; each tells its part of one invented world, and the answers that were recorded. */
export function scholarly(): Hono {
  const app = new Hono();
  for (const source of [openalex(), crossref(), semanticScholar(), orcid(), ror(), arxiv()])
    app.route("/", source);
  return app;
}
