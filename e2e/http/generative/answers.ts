import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect } from "vitest";
import type { Failure } from "../support/api";
import type { Document, Placed, Schema } from "./document";

export type Heard = { status: number; type: string; body: unknown };

type Validate = { (value: unknown): boolean; errors?: unknown[] | null };

/** Holds what an operation answers against what the document says of it. */
export class Judge {
  readonly #answers = new Ajv2020({ strict: false, allErrors: true });
  /** Formats and patterns are for the code to judge, once it has tidied a text; the rest must fit. */
  readonly #bodies = new Ajv2020({ strict: false, validateFormats: false });
  readonly #compiled = new Map<string, Validate>();

  constructor(readonly document: Document) {
    addFormats.default(this.#answers);
    this.#answers.addSchema(closed(document) as object, "api");
    this.#bodies.addSchema(withoutPatterns(document), "api");
  }

  /** Whether a body is one that the document allows. */
  allowsBody(operation: Placed, body: unknown): boolean {
    const pointer = ["requestBody", "content", "application/json", "schema"];
    return this.#validator(this.#bodies, operation, pointer)(body);
  }

  /** Fails unless the answer is a documented one, in its shape. */
  check(operation: Placed, { status, type, body }: Heard): void {
    const documented = Object.keys(operation.responses);
    expect(documented, `answers ${status}: ${JSON.stringify(body)}`).toContain(String(status));
    if (status !== 503) expect(status, JSON.stringify(body)).toBeLessThan(500);
    const content = operation.responses[status]?.content ?? {};
    const [media = ""] = Object.keys(content);
    expect(type).toContain(media);
    if (media !== "application/json") return;
    const pointer = ["responses", String(status), "content", media, "schema"];
    const validate = this.#validator(this.#answers, operation, pointer);
    if (!validate(body)) {
      expect.fail(
        `${status} is not as documented: ${JSON.stringify(validate.errors).slice(0, 1_000)} in ${JSON.stringify(body).slice(0, 1_000)}`,
      );
    }
    if (status >= 400) expectNamed(body as Failure);
  }

  #validator(ajv: Ajv2020, { method, path }: Placed, pointer: string[]): Validate {
    const steps = ["paths", path, method.toLowerCase(), ...pointer];
    const $ref = `api#/${steps.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
    const known = this.#compiled.get($ref) ?? (ajv.compile({ $ref }) as Validate);
    this.#compiled.set($ref, known);
    return known;
  }
}

/** Says the same twice, and names what is wrong with an input. */
function expectNamed({ detail, error }: Failure): void {
  expect(detail).toBe(error.message);
  expect(error).toMatchObject({
    code: expect.stringMatching(/^[A-Z_]+$/),
    message: expect.stringMatching(/\S/),
  });
  if (error.code !== "INVALID_INPUT") return;
  const named = Object.keys(error.details.fields ?? {});
  expect(named.length, `the fields named by ${error.message}`).toBeGreaterThan(0);
}

/** The same document, by which an answer has no field that it does not tell of. */
function closed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(closed) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => {
    return [key, key === "example" || key === "examples" ? each : closed(each)] as const;
  });
  const copy = Object.fromEntries(entries) as Schema;
  const isClosable = copy.type === "object" && copy.properties && !("allOf" in copy);
  if (isClosable) copy.additionalProperties ??= false;
  return copy as T;
}

const withoutPatterns = (document: Document): Document =>
  JSON.parse(
    JSON.stringify(document, (key, value) =>
      key === "pattern" && typeof value === "string" ? undefined : value,
    ),
  );
