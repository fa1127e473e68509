import { type OpenApiDocument, openApiOf } from "./document";
import { type Audience, type Operation, type Tag, tags } from "./operation";
import { operations } from "./operations";
import { type Snippets, writeSnippets } from "./snippets";

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: { type?: string | string[]; format?: string; enum?: unknown[]; default?: unknown };
};

export type ReferenceEntry = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string | null;
  audience: Audience;
  parameters: Parameter[];
  /** Pretty-printed JSON. */
  answer: string | null;
  status: number;
  refusals: { status: string; codes: string[] }[];
  snippets: Snippets;
};

export type ReferenceSection = { tag: Tag; description: string; entries: ReferenceEntry[] };

type Media = Record<string, { example?: unknown }>;
type Described = {
  parameters: Parameter[];
  requestBody?: { content: Media };
  responses: Record<string, { description: string; content: Media }>;
};

/** The API as a page tells it, from the same document as programs read, for the site at `origin`. */
export function writeReference(origin: string): ReferenceSection[] {
  const document = openApiOf(origin);
  return (Object.keys(tags) as Tag[])
    .map((tag) => ({
      tag,
      description: tags[tag],
      entries: operations
        .filter((operation) => operation.tag === tag)
        .map((operation) => entryOf(origin, document, operation)),
    }))
    .filter(({ entries }) => entries.length > 0);
}

function entryOf(origin: string, document: OpenApiDocument, operation: Operation): ReferenceEntry {
  const described = document.paths[operation.path]?.[operation.method] as Described;
  const { status = 200 } = operation;
  const answer = described.responses[status]?.content["application/json"]?.example;
  const body = described.requestBody?.content["application/json"]?.example;
  return {
    id: operation.id,
    method: operation.method.toUpperCase(),
    path: operation.path,
    summary: operation.summary,
    description: operation.description ?? null,
    audience: operation.audience,
    // The page tells of it once, for all that it goes with.
    parameters: described.parameters.filter(({ name }) => name !== "Idempotency-Key"),
    answer: answer === undefined ? null : JSON.stringify(answer, null, 2),
    status,
    refusals: Object.entries(described.responses)
      .filter(([code]) => Number(code) >= 400 && !["429", "500"].includes(code))
      .map(([code, { description }]) => ({
        status: code,
        codes: [...description.matchAll(/`([A-Z_]+)`/g)].map(([, name = ""]) => name),
      })),
    snippets: writeSnippets({ origin, operation, path: examplePath(operation, described), body }),
  };
}

/** The path with example values, and the parameters that a call cannot do without. */
function examplePath({ path }: Operation, { parameters }: Described): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => examples[name] ?? EXAMPLE_ID);
  const needed = parameters.filter((each) => each.in === "query" && each.required);
  const query = needed.map(
    ({ name }) => `${name}=${encodeURIComponent(examples[name] ?? EXAMPLE_ID)}`,
  );
  return query.length > 0 ? `${filled}?${query.join("&")}` : filled;
}

const EXAMPLE_ID = "7f9c24e5-1b2a-4c3d-8e4f-5a6b7c8d9e0f";
const examples: Record<string, string> = {
  date: "2026-06-10",
  doi: "10.1038/s41586-020-2649-2",
  file: "SECRET.ics",
  query: "machine learning",
  slot_id: "AX-cJOUbKkw9jk9aa3yNng8AAAGeQwAA",
};
