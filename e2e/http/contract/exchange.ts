import { expect, test } from "vitest";
import type { z } from "zod";
import type { Caller } from "../support/api";
import { expectShape } from "../support/shapes";

/** Who asks, and what stands for the words in braces. */
export type Given = { caller: Caller; values: Record<string, string> };

/**
 * One request of the customer's guide with the answer that it shows, to be held beside it. Braces
 * stand for what must be our own: ids, addresses, times to come.
 */
export type Exchange = {
  /** The heading in the guide. */
  section: string;
  method: "GET" | "POST" | "PATCH";
  path: string;
  /** The same endpoint as the guide's first half writes it. */
  short?: string;
  /** Arranges what the exchange needs, anew for each of the addresses. */
  given: () => Promise<Given>;
  body?: unknown;
  status: number;
  /** The answer, as the guide has it. */
  shown: unknown;
  /** Exactly these fields, of these types. */
  shape: z.ZodType;
};

/** A test for each exchange at each of its addresses. */
export function testExchanges(exchanges: Exchange[]): void {
  for (const exchange of exchanges) {
    const { section, method, path, short } = exchange;
    for (const address of short ? [path, short] : [path])
      test(`${section}: ${method} ${address}`, () => expectExchange(exchange, address));
  }
}

async function expectExchange(exchange: Exchange, address: string): Promise<void> {
  const { method, body, status, shown, shape, given } = exchange;
  const { caller, values } = await given();
  const sent = body === undefined ? undefined : JSON.stringify(fill(body, values));
  const answer = await caller.send<unknown>(method, String(fill(address, values)), {
    ...(sent === undefined
      ? {}
      : { body: sent, headers: { "content-type": "application/json; charset=utf-8" } }),
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expectShape(shape, answer.body);
  expect(answer.body).toMatchObject(asShown(shown, values) as object);
}

/** A value with its braces filled. */
function fill(value: unknown, values: Given["values"]): unknown {
  if (typeof value === "string")
    return value.replace(/\{(\w+)\}/g, (_, name: string) => {
      const known = values[name];
      if (known === undefined) throw new Error(`nothing stands for {${name}}`);
      return known;
    });
  return through(value, (each) => fill(each, values), values);
}

/**
 * What an answer is to match: the guide's words, and where those are of a kind (`uuid`, a moment, a
 * secret, a link, `...` for any text) any of that kind. As a name `...` says that more fields come.
 */
function asShown(value: unknown, values: Given["values"]): unknown {
  if (typeof value === "string") {
    const kind = kinds.find(({ shown }) => shown.test(value));
    return kind ? expect.stringMatching(kind.answered) : fill(value, values);
  }
  return through(value, (each) => asShown(each, values), values);
}

function through(value: unknown, each: (value: unknown) => unknown, values: Given["values"]) {
  if (Array.isArray(value)) return value.map(each);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "...");
  return Object.fromEntries(entries.map(([key, item]) => [String(fill(key, values)), each(item)]));
}

const kinds = [
  { shown: /^\.\.\.$/, answered: /\S/ },
  { shown: /^uuid$/, answered: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ },
  { shown: /^\d{4}-\d\d-\d\dT[\d:]+Z$/, answered: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/ },
  { shown: /^pi_\w+_secret_\w+$/, answered: /^pi_\w+_secret_\w+$/ },
  { shown: /^https:\/\/zoom\.us\/j\//, answered: /^https?:\/\/\S+\/j\/\d+/ },
];
