import { expect, test } from "vitest";
import { z } from "zod";
import { parseInput, parseQuery } from "./input";

const schema = z.strictObject({ limit: z.coerce.number().optional() });

test.each(["__proto__", "constructor", "toString"])(
  "a field called %s is refused by name, like any other that is not known",
  (name) => {
    const body: unknown = JSON.parse(`{"${name}": {"isAdmin": true}}`);
    expect(() => parseInput(schema, body)).toThrow(`${name}: is not known here`);
    try {
      parseInput(schema, body);
    } catch (error) {
      expect(JSON.stringify(error)).toContain(`"${name}":"is not known here"`);
    }
  },
);

test.each(["__proto__", "constructor"])("a parameter called %s is given once", (name) => {
  const ask = (query: string) => parseQuery(z.object(), new Request(`http://localhost/?${query}`));
  expect(ask(`${name}=1`)).toEqual({});
  expect(() => ask(`${name}=1&${name}=2`)).toThrow("is given more than once");
});

test.each<[z.ZodType, unknown, string]>([
  [z.object({}), [], "body: must be an object"],
  [z.object({ rate: z.number() }), {}, "rate: is missing"],
  [z.object({ rate: z.number() }), { rate: "much" }, "rate: must be a number"],
  [z.object({ limit: z.coerce.number().int() }), { limit: "abc" }, "limit: must be a number"],
  [z.object({ limit: z.int() }), { limit: 1.5 }, "limit: must be a whole number"],
  [z.object({ limit: z.int().min(1) }), { limit: 0 }, "limit: must be at least 1"],
  [z.object({ limit: z.int().max(100) }), { limit: 101 }, "limit: must be at most 100"],
  [z.object({ share: z.number().gt(0) }), { share: 0 }, "share: must be more than 0"],
  [z.object({ step: z.number().multipleOf(5) }), { step: 7 }, "step: must be a multiple of 5"],
  [
    z.object({ words: z.array(z.string()).min(1) }),
    { words: [] },
    "words: must have at least 1 entry",
  ],
  [
    z.object({ name: z.string().max(3) }),
    { name: "Ada B" },
    "name: must have at most 3 characters",
  ],
  [z.object({ sort: z.enum(["a", "b", "c"]) }), { sort: "d" }, 'sort: must be "a", "b" or "c"'],
  [z.object({ kind: z.literal("a") }), { kind: "d" }, 'kind: must be "a"'],
  [z.object({ done: z.boolean() }), { done: "yes" }, "done: must be true or false"],
  [z.object({ id: z.guid() }), { id: "7" }, "id: must be a UUID such as"],
  [z.object({ code: z.string().regex(/^a/) }), { code: "b" }, "code: does not have the right form"],
  [
    z.object({ at: z.strictObject({}) }),
    { at: { x: 1 } },
    "at: has fields that are not known here: x",
  ],
  [
    z.object({ either: z.union([z.string(), z.number()]) }),
    { either: true },
    "either: has none of",
  ],
  [z.object({ code: z.string().regex(/^a/, "must begin") }), { code: "b" }, "code: must begin"],
])("what a schema refuses is said in plain words", (refusing, value, words) => {
  expect(() => parseInput(refusing, value)).toThrow(words);
});
