import { z } from "zod";
import { httpStatus } from "@/lib/api/http-status";
import type { ErrorCode } from "@/lib/platform/errors";
import { KEPT_TEXT } from "@/lib/platform/text";
import { exampleOf, type JsonSchema } from "./example";
import { type Audience, type Operation, tags } from "./operation";
import { operations } from "./operations";

const VERSION = "1.0.0";

/** What each audience may be refused with, before the work itself refuses anything. */
const refusals: Record<Audience, readonly ErrorCode[]> = {
  anyone: [],
  user: ["UNAUTHENTICATED"],
  verified: ["UNAUTHENTICATED", "EMAIL_UNVERIFIED"],
  researcher: ["UNAUTHENTICATED", "EMAIL_UNVERIFIED", "FORBIDDEN"],
  admin: ["UNAUTHENTICATED", "EMAIL_UNVERIFIED", "FORBIDDEN"],
  signed: [],
};

const statusTexts: Record<number, string> = {
  400: "The request is not right; `error.details.fields` names each field that is wrong",
  401: "Nobody is signed in, or what was sent to prove it is not valid",
  402: "A payment is needed first",
  403: "The account may not do this",
  404: "It does not exist, or is somebody else's",
  409: "It cannot be done as things stand now",
  413: "The body is too large",
  415: "The body is of another media type",
  429: "Too many requests; `Retry-After` says when to come back",
  500: "Something went wrong on our side",
  503: "Something we depend on does not answer; `Retry-After` says when to come back",
};

const FAILURE = {
  type: "object",
  required: ["success", "detail", "error"],
  properties: {
    success: { const: false },
    detail: { type: "string", description: "The same as `error.message`" },
    error: {
      type: "object",
      required: ["code", "message", "details"],
      properties: {
        code: { type: "string" },
        message: { type: "string" },
        details: { type: "object", additionalProperties: true },
      },
    },
  },
};

const LINK = {
  description: 'The address of the next page, as `<...>; rel="next"`; none on the last one',
  schema: { type: "string" },
};

const ETAG = {
  description: "What `If-None-Match` takes, to ask whether the answer is still the same",
  schema: { type: "string" },
};

/** It has no body. */
const NOT_MODIFIED = {
  description: "Nothing has changed since the answer whose `ETag` came in `If-None-Match`",
  headers: { ETag: ETAG },
};

const IF_NONE_MATCH = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The `ETag` of an earlier answer, or several; 304 when nothing has changed.",
  schema: { type: "string", maxLength: 2000 },
};

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "Up to 255 characters of your own; a repetition within a day gets the first answer.",
  schema: { type: "string", maxLength: 255 },
};

let written: OpenApiDocument | undefined;

/** The OpenAPI 3.1 document of the whole API, for the site at `origin`. Written once for a process. */
export function openApiOf(origin: string): OpenApiDocument {
  if (written?.info.contact.url !== origin) written = writeOpenApi(origin);
  return written;
}

function writeOpenApi(origin: string) {
  const schemas: Record<string, JsonSchema> = { Failure: FAILURE };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describeOperation(operation, schemas),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Colloquy API",
      version: VERSION,
      description:
        "Find the researcher who wrote the paper, book an hour, pay and meet. The website uses the same verbs.",
      contact: { name: "Colloquy", url: origin },
      license: { name: "Terms of use", url: `${origin}/terms` },
    },
    servers: [{ url: `${origin}/api/v1` }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    security: [{ token: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "From `POST /auth/token`, or made on the account page.",
        },
      },
    },
  };
}

export type OpenApiDocument = ReturnType<typeof writeOpenApi>;

function describeOperation(operation: Operation, schemas: Record<string, JsonSchema>) {
  const { id, tag, summary, description, audience, body, status = 200, otherwise } = operation;
  const content = contentOf(operation.answer, schemas, operation.answerType);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    ...(audience === "anyone" || audience === "signed" ? { security: [] } : {}),
    parameters: parametersOf(operation, schemas),
    ...(body ? { requestBody: requestBodyOf(operation, body, schemas) } : {}),
    responses: {
      [status]: { description: "Done", ...headersOf(operation), content },
      ...(otherwise ? { [otherwise.status]: { description: otherwise.when, content } } : {}),
      ...(operation.conditional ? { 304: NOT_MODIFIED } : {}),
      ...refusalsOf(operation),
    },
  };
}

function headersOf({ query, conditional }: Operation) {
  const headers = {
    ...(query && "cursor" in query.shape ? { Link: LINK } : {}),
    ...(conditional ? { ETag: ETAG } : {}),
  };
  return Object.keys(headers).length > 0 ? { headers } : {};
}

function requestBodyOf(
  { bodyExample, bodyIsOptional, bodyType }: Operation,
  body: z.ZodType,
  schemas: Record<string, JsonSchema>,
) {
  const content = contentOf(body, schemas, bodyType, bodyExample);
  return { required: !bodyIsOptional, content };
}

function contentOf(
  schema: z.ZodType,
  schemas: Record<string, JsonSchema>,
  type = "application/json",
  given?: unknown,
) {
  if (type !== "application/json") return { [type]: { schema: { type: "string" } } };
  const written = writeSchema(schema, schemas);
  return { [type]: { schema: written, example: given ?? exampleOf(written, schemas) } };
}

function parametersOf(operation: Operation, schemas: Record<string, JsonSchema>) {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: pathSchema(name),
  }));
  const { properties = {}, required = [] } = operation.query
    ? writeSchema(operation.query, schemas)
    : {};
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: (required as string[]).includes(name) && schema.default === undefined,
    ...(description ? { description } : {}),
    schema,
  }));
  return [
    ...inPath,
    ...inQuery,
    ...(operation.conditional ? [IF_NONE_MATCH] : []),
    ...(takesKey(operation) ? [IDEMPOTENCY_KEY] : []),
  ];
}

const takesKey = ({ method, audience, id }: Operation) =>
  method === "post" && audience !== "signed" && id !== "issueToken";

function pathSchema(name: string): JsonSchema {
  if (name === "date") return { type: "string", format: "date" };
  return name.endsWith("_id") && name !== "slot_id"
    ? { type: "string", format: "uuid" }
    : { type: "string" };
}

function refusalsOf(operation: Operation) {
  const codes: (ErrorCode | "INTERNAL")[] = [
    "INVALID_INPUT",
    ...refusals[operation.audience],
    ...(operation.path.includes("{") ? (["NOT_FOUND"] as const) : []),
    ...(operation.body ? (["PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"] as const) : []),
    ...(takesKey(operation) ? (["PAYLOAD_TOO_LARGE"] as const) : []),
    ...(takesKey(operation) ? (["IDEMPOTENCY_KEY_REUSED", "IDEMPOTENCY_KEY_IN_USE"] as const) : []),
    ...(operation.errors ?? []),
    "RATE_LIMITED",
    "INTERNAL",
  ];
  const byStatus = new Map<number, string[]>();
  for (const code of new Set(codes)) {
    const status = code === "INTERNAL" ? 500 : httpStatus[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, each]) => [
        status,
        {
          description: `${statusTexts[status] ?? "Refused"}: ${each.map((code) => `\`${code}\``).join(", ")}`,
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/Failure" },
              example: failureExample(each[0] ?? "INTERNAL"),
            },
          },
        },
      ]),
  );
}

function failureExample(code: string) {
  const message = "A sentence that says what is wrong";
  return { success: false, detail: message, error: { code, message, details: {} } };
}

/** A schema as JSON Schema, of what goes over the wire; what has an id goes to the components. */
function writeSchema(schema: z.ZodType, schemas: Record<string, JsonSchema>): JsonSchema {
  const {
    $schema: _,
    $defs = {},
    ...written
  } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // The formats say the same in a word, and no JSON text of ours needs the ban on U+0000 told.
      // Told apart by a field that may be left out, which a strict reader of `oneOf` does not take.
      if (jsonSchema.oneOf) {
        jsonSchema.anyOf = jsonSchema.oneOf;
        delete jsonSchema.oneOf;
      }
      if (jsonSchema.format || jsonSchema.pattern === KEPT_TEXT.source) delete jsonSchema.pattern;
    },
  }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  for (const [id, each] of Object.entries($defs)) schemas[id] ??= rebase(each);
  const id = typeof written.id === "string" ? written.id : undefined;
  if (!id) return rebase(written);
  schemas[id] ??= rebase(written);
  return { $ref: `#/components/schemas/${id}` };
}

/** References lead to the document's components, and the ids that named them are told no second time. */
function rebase(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema, (key, value) => {
    if (key === "$ref") return String(value).replace("#/$defs/", "#/components/schemas/");
    return value;
  });
  const { id: _, ...rest } = JSON.parse(text) as JsonSchema;
  return rest;
}
