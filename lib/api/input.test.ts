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
