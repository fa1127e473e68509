import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { root } from "@/scripts/root";
import { openApiOf } from "./document";
import type { Operation } from "./operation";
import { operations } from "./operations";

const document = openApiOf("https://colloquy.example");
const API = path.join(root, "app/api/v1");

type Route = { name: string; source: string };

/** Named `GET /consulting/sessions/{session_id}`, one for each method that a route file answers. */
function routesOnDisk(): Route[] {
  const routes: Route[] = [];
  for (const file of readdirSync(API, { recursive: true, encoding: "utf8" })) {
    if (path.basename(file) !== "route.ts") continue;
    const address = `/${path.dirname(file)}`.replace(/\[(\w+)\]/g, (_, name: string) => {
      return `{${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}}`;
    });
    const source = readFileSync(path.join(API, file), "utf8");
    for (const [, method] of source.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE) =/gm))
      routes.push({ name: `${method} ${address}`, source });
  }
  return routes.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const nameOf = ({ method, path }: Operation) => `${method.toUpperCase()} ${path}`;

test("every route is documented, and everything documented is a route", () => {
  expect(operations.map(nameOf).toSorted()).toEqual(routesOnDisk().map(({ name }) => name));
});

test("the answers that may be asked after are those that are documented so", () => {
  const routes = routesOnDisk().filter(({ name, source }) => {
    return name.startsWith("GET ") && source.includes("conditional: true");
  });
  const documented = operations.filter(({ conditional }) => conditional).map(nameOf);
  expect(documented.toSorted()).toEqual(routes.map(({ name }) => name));
  for (const operation of operations) {
    expect("304" in described(operation).responses).toBe(operation.conditional ?? false);
  }
});

test("operations have ids of their own", () => {
  const ids = operations.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test("a public linter has nothing to say", async () => {
  const config = await createConfig({
    extends: ["recommended-strict"],
    // "paper" is no researcher's id; the two addresses are as the customer has them.
    rules: { "no-ambiguous-paths": "off" },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  expect(
    problems.map(({ ruleId, message, location }) => ({
      ruleId,
      message,
      at: location[0]?.pointer,
    })),
  ).toEqual([]);
});

type Media = { example?: unknown };
type Described = {
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content: Record<string, Media> }>;
};

const described = (operation: Operation) =>
  document.paths[operation.path]?.[operation.method] as Described;

test.each(operations.filter(({ body, bodyType }) => body && !bodyType))(
  "the example of what $id takes is taken",
  (operation) => {
    const example = described(operation).requestBody?.content["application/json"]?.example;
    expect(operation.body?.safeParse(example)).toMatchObject({ success: true });
  },
);

test.each(operations.filter(({ answerType }) => !answerType))(
  "the example of what $id answers is such an answer",
  (operation) => {
    const { responses } = described(operation);
    const example = responses[operation.status ?? 200]?.content["application/json"]?.example;
    expect(operation.answer.safeParse(example)).toMatchObject({ success: true });
  },
);
