import { stranger } from "../support/api";

/** A JSON Schema as the document has it, as far as requests are made of it. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  anyOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
};

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: Schema;
};

type Media = Record<string, { schema: Schema }>;

export type Operation = {
  operationId: string;
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Media };
  responses: Record<string, { content?: Media }>;
};

/** An operation with its place. */
export type Placed = Operation & { method: string; path: string };

export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

/** The document as everybody gets it. */
export async function readDocument(): Promise<Document> {
  return (await stranger.get<Document>("/api/v1/openapi.json")).body;
}

export function operationsOf(document: Document): Placed[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
}

/** What a schema's reference leads to. */
export function resolve(document: Document, schema: Schema): Schema {
  if (!schema.$ref) return schema;
  const found = document.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
  if (!found) throw new Error(`${schema.$ref} leads nowhere`);
  return resolve(document, found);
}
