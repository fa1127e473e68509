import fc from "fast-check";
import { type Document, resolve, type Schema } from "./document";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Values that are there, by the name of the field or parameter that takes them. */
export type Known = Record<string, readonly Json[]>;

const LONG = 5_000;

/** Text that has broken programs before. */
const TEXTS = [
  "",
  " ",
  "\t\r\n",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u202eevil\u202c",
  "مرحبا بالعالم",
  "👩‍👩‍👧‍👦🏳️‍🌈",
  "e\u0301".repeat(40),
  "\ufeff\u200b",
  "x".repeat(LONG),
  "😀".repeat(300),
  "' or 1=1 --",
  "'; drop table users; --",
  "%' or '%",
  "\\",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "{{7*7}}<%= 7*7 %>",
  "../../../etc/passwd",
  "%00%zz",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "-0",
  "0x1f",
  "1e309",
  "true",
  "[object Object]",
  "__proto__",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "7F9C24E5-1B2A-4C3D-8E4F-5A6B7C8D9E0F",
  "7f9c24e5-1b2a-4c3d-8e4f-5a6b7c8d9e0f\n",
  "a@b",
  "a@b.c\nbcc: d@e.f",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "http://[::1]:5432/",
  "http://169.254.169.254/latest/meta-data",
];

const MOMENTS = [
  "2026-02-30",
  "2026-13-01",
  "0000-00-00",
  "-000001-01-01",
  "9999-12-31",
  "2026-06-10T24:00:00Z",
  "2026-06-10T10:00:60Z",
  "2026-06-10T10:00:00",
  "2026-06-10T10:00:00+25:00",
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999999999Z",
  "9999-12-31T23:59:59-23:59",
  "+275760-09-13T00:00:00Z",
  "2027-03-14T02:30:00-05:00",
  "20:00-04:00",
  "24:00-25:00",
  "09:00-09:00",
  "Mars/Olympus",
  "europe/lisbon",
  "Etc/GMT+12",
  "UTC+3",
];

const NUMBERS = [
  0,
  -1,
  1,
  0.1,
  -0.5,
  1.005,
  99.999,
  101,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_649,
  Number.MAX_SAFE_INTEGER,
  1e21,
  -1e300,
  1e-300,
];

const deep = (levels: number): Json => {
  let value: Json = "deep";
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
  return value;
};

const SHAPES: Json[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  [""],
  { "": "" },
  { constructor: { prototype: {} } },
  { toString: "x", length: -1 },
  JSON.parse('{"__proto__": {"isAdmin": true}}') as Json,
  Array.from({ length: 600 }, (_, at) => at),
  deep(2_000),
];

/** Anything but what a field is meant for, mostly. */
export const nasty: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Json>(...TEXTS) },
  // What PostgreSQL takes in no text.
  { weight: 2, arbitrary: fc.constantFrom<Json>("a\u0000b", "a\ud800b") },
  { weight: 2, arbitrary: fc.constantFrom<Json>(...MOMENTS) },
  { weight: 2, arbitrary: fc.constantFrom<Json>(...NUMBERS) },
  { weight: 3, arbitrary: fc.constantFrom<Json>(...SHAPES) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json> },
);

/** Makes values that fit a schema, with a liking for its borders and for what is known by name. */
export class Fitting {
  constructor(
    readonly document: Document,
    readonly known: Known,
  ) {}

  of(given: Schema, name = ""): fc.Arbitrary<Json> {
    const schema = resolve(this.document, given);
    const own = this.#plain(schema, name);
    const known = this.known[name];
    return known
      ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: own })
      : own;
  }

  #plain(schema: Schema, name: string): fc.Arbitrary<Json> {
    if (schema.const !== undefined) return fc.constant(schema.const as Json);
    if (schema.enum) return fc.constantFrom(...(schema.enum as Json[]));
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => this.of(each, name)));
    const [type] = [schema.type].flat().filter((each) => each !== "null");
    switch (type) {
      case "object":
        return this.#object(schema);
      case "array":
        return fc.array(this.of(schema.items ?? {}, name.replace(/s$/, "")), {
          minLength: schema.minItems ?? 0,
          maxLength: Math.min(schema.maxItems ?? 3, 3),
        });
      case "string":
        return textOf(schema);
      case "integer":
      case "number":
        return numberOf(schema, type === "integer");
      case "boolean":
        return fc.boolean();
      case undefined:
        return schema.properties ? this.#object(schema) : nasty;
      default:
        return fc.constant(null);
    }
  }

  #object({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<Json> {
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, this.of(each, name)]),
    );
    const named = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
    if (typeof additionalProperties !== "object") return named as fc.Arbitrary<Json>;
    const more = fc.dictionary(fc.string({ maxLength: 8 }), this.of(additionalProperties));
    return fc.tuple(more, named).map(([some, own]) => ({ ...some, ...own }) as Json);
  }
}

function textOf({ format, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<Json> {
  if (format === "uuid") return fc.uuid();
  if (format === "email") return fc.uuid().map((id) => `${id}@bad.example`);
  if (format === "date" || format === "date-time") {
    return fc
      .date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, format === "date" ? 10 : undefined));
  }
  const short = Math.min(maxLength, Math.max(minLength, 40));
  return fc.oneof(
    fc.string({ minLength, maxLength: short }),
    fc.string({ unit: "binary", minLength, maxLength: short }),
    fc.constantFrom("x".repeat(minLength), "x".repeat(Math.min(maxLength, LONG))),
    fc.constantFrom("é".repeat(Math.max(minLength, 1)), "مرحبا", "👩‍👩‍👧‍👦"),
  );
}

function numberOf(schema: Schema, isInteger: boolean): fc.Arbitrary<Json> {
  const minimum = Math.max(schema.minimum ?? -1_000, Number.MIN_SAFE_INTEGER);
  const maximum = Math.min(schema.maximum ?? 1_000_000, Number.MAX_SAFE_INTEGER);
  const step = schema.multipleOf ?? 1;
  const between = fc
    .integer({ min: Math.ceil(minimum / step), max: Math.floor(maximum / step) })
    .map((times) => times * step);
  const borders = fc.constantFrom(Math.ceil(minimum), Math.floor(maximum));
  return isInteger
    ? fc.oneof(between, borders)
    : fc.oneof(
        between,
        borders,
        between.map((whole) => whole + 0.5),
      );
}
