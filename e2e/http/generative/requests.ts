import fc from "fast-check";
import type { Parameter, Placed, Schema } from "./document";
import { type Fitting, type Json, nasty } from "./values";

export const CALLERS = ["reader", "researcher", "admin"] as const;

/** One request, as it goes out. */
export type Made = {
  caller: (typeof CALLERS)[number];
  /** With its query, below `/api/v1`. */
  path: string;
  headers: Record<string, string>;
  /** As text; undefined for none. */
  body: string | undefined;
};

/** Requests for an operation: some that its description allows, most with something wrong. */
export function requestsFor(operation: Placed, fitting: Fitting): fc.Arbitrary<Made> {
  const body = bodyFor(operation, fitting);
  return fc
    .record({
      caller: callersOf(operation),
      path: pathFor(operation, fitting),
      query: queryFor(operation, fitting),
      body,
      key: fc.oneof(
        { weight: 12, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: keys },
      ),
    })
    .map(({ caller, path, query, body: { type, text }, key }) => ({
      caller,
      path: query === "" ? path : `${path}?${query}`,
      headers: {
        ...(type === undefined ? {} : { "content-type": type }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      body: text,
    }));
}

/** Mostly those whom an operation is for: others are refused before anything is read. */
function callersOf({ path }: Placed): fc.Arbitrary<Made["caller"]> {
  const usual = /institution|decision|admin/.test(path)
    ? "admin"
    : /\/me\b|collect/.test(path)
      ? "researcher"
      : "reader";
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant<Made["caller"]>(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...CALLERS) },
  );
}

const keys = fc.constantFrom("k-1", "", "x".repeat(256), "a b", "\u00e9", "'--");

/** What stands in an address where a parameter does. */
const segments = fc.oneof(
  nasty.map((value) => encodeURIComponent(wellFormed(asText(value)))).filter((text) => text !== ""),
  fc.constantFrom("%", "%zz", "%ff%fe", "%00", "%2e%2e%2f", "a%2Fb", ";x=1", "~", "*", "%20"),
);

function pathFor({ path, parameters }: Placed, fitting: Fitting): fc.Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const each = names.map((name) => {
    const schema = parameters.find((one) => one.in === "path" && one.name === name)?.schema ?? {};
    const right = fitting.of(schema, name).map((value) => encodeURIComponent(asText(value)));
    return fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: segments });
  });
  return fc.tuple(...each).map((values) => {
    let at = 0;
    return path.replace(/\{\w+\}/g, () => values[at++] || "-");
  });
}

type Pair = [name: string, value: string];

function queryFor({ parameters }: Placed, fitting: Fitting): fc.Arbitrary<string> {
  const inQuery = parameters.filter((one) => one.in === "query");
  const right = fc
    .tuple(...inQuery.map((one) => pairFor(one, fitting)))
    .map((pairs) => pairs.filter((pair) => pair !== null));
  const wrong = fc.array(
    fc.tuple(
      fc.constantFrom(...inQuery.map(({ name }) => name), "x", "limit", "cursor", "__proto__"),
      nasty.map((value) => encodeURIComponent(wellFormed(asText(value)).slice(0, 2_500))),
    ),
    { minLength: 1, maxLength: 2 },
  );
  return fc
    .tuple(
      right,
      fc.oneof(
        { weight: 2, arbitrary: fc.constant<Pair[]>([]) },
        { weight: 2, arbitrary: wrong as fc.Arbitrary<Pair[]> },
      ),
      fc.boolean(),
      fc.oneof(
        { weight: 9, arbitrary: fc.constant("") },
        {
          weight: 1,
          arbitrary: fc.constantFrom("&&=", "&x=%", "&=%ff", "&limit", "&a[]=1&a[b]=2"),
        },
      ),
    )
    .map(([pairs, more, replaces, tail]) => {
      const names = new Set(more.map(([name]) => name));
      const kept = replaces ? pairs.filter(([name]) => !names.has(name)) : pairs;
      return [...kept, ...more].map(([name, value]) => `${name}=${value}`).join("&") + tail;
    });
}

function pairFor({ name, schema, required }: Parameter, fitting: Fitting) {
  const some = fitting
    .of(schema, name)
    .map((value): Pair => [name, encodeURIComponent(wellFormed(asText(value)))]);
  return required
    ? fc.option<Pair, null>(some, { freq: 10 })
    : fc.oneof(fc.constant(null), fc.constant(null), some);
}

type Body = { type: string | undefined; text: string | undefined };

const JSON_TYPE = "application/json";

function bodyFor({ requestBody, method }: Placed, fitting: Fitting): fc.Arbitrary<Body> {
  const none: Body = { type: undefined, text: undefined };
  if (method === "GET") return fc.constant(none);
  const [type = JSON_TYPE, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (!media) return fc.oneof(fc.constant(none), jsonOf(nasty));
  if (type !== JSON_TYPE) return picture(type);
  const right = fitting.of(media.schema);
  return fc.oneof(
    { weight: 5, arbitrary: jsonOf(right) },
    { weight: 12, arbitrary: jsonOf(mutated(right, media.schema)) },
    { weight: 1, arbitrary: jsonOf(nasty) },
    { weight: 1, arbitrary: fc.tuple(right, breakage).map(([value, broken]) => broken(value)) },
  );
}

const jsonOf = (values: fc.Arbitrary<Json>): fc.Arbitrary<Body> =>
  values.map((value) => ({ type: JSON_TYPE, text: JSON.stringify(value) }));

const picture = (type: string): fc.Arbitrary<Body> =>
  nasty.map((value) => ({
    type: type.replace("*", "png"),
    text: `\u0089PNG\r\n\u001a\n${asText(value)}`,
  }));

/** What is no JSON, or says that it is something else. */
const breakage = fc.constantFrom<((value: Json) => Body)[]>(
  (value) => ({ type: JSON_TYPE, text: JSON.stringify(value).slice(0, -1) }),
  (value) => ({ type: JSON_TYPE, text: `${JSON.stringify(value)}]` }),
  () => ({ type: JSON_TYPE, text: "" }),
  () => ({ type: JSON_TYPE, text: undefined }),
  () => ({ type: JSON_TYPE, text: "{'a': NaN}" }),
  () => ({ type: JSON_TYPE, text: '{"a":1,"a":2' }),
  () => ({ type: JSON_TYPE, text: "[".repeat(20_000) }),
  () => ({ type: JSON_TYPE, text: `{"x":"${"x".repeat(70_000)}"}` }),
  (value) => ({ type: "text/plain", text: JSON.stringify(value) }),
  (value) => ({ type: "application/x-www-form-urlencoded", text: JSON.stringify(value) }),
  (value) => ({ type: "multipart/form-data", text: JSON.stringify(value) }),
  (value) => ({ type: "application/json; charset=utf-16", text: JSON.stringify(value) }),
  (value) => ({ type: undefined, text: JSON.stringify(value) }),
);

/** A fitting value with one or two things about it changed. */
function mutated(right: fc.Arbitrary<Json>, schema: Schema): fc.Arbitrary<Json> {
  const change = fc.record({
    place: fc.nat(),
    how: fc.constantFrom("set", "set", "set", "delete", "wrap", "add", "text"),
    value: nasty,
    name: fc.constantFrom(...Object.keys(schema.properties ?? {}), "x", "constructor", "id"),
  });
  return fc
    .tuple(right, fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([value, changes]) => changes.reduce(applyChange, value));
}

type Change = { place: number; how: string; value: Json; name: string };

function applyChange(root: Json, { place, how, value, name }: Change): Json {
  const places = placesIn(root);
  const path = places[place % places.length] ?? [];
  if (how === "add" && isObject(root)) return { ...root, [name]: value };
  return edit(root, path, (old) => {
    if (how === "delete") return undefined;
    if (how === "wrap") return [old];
    if (how === "text") return typeof old === "string" ? asNumber(old) : JSON.stringify(old);
    return value;
  });
}

const asNumber = (text: string) => (Number.isNaN(Number(text)) ? text.length : Number(text));

const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The way to every value within another, not too deep. */
function placesIn(value: Json, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null || path.length > 4) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))];
}

function edit(
  value: Json,
  [key, ...rest]: string[],
  change: (old: Json) => Json | undefined,
): Json {
  if (key === undefined) return change(value) ?? null;
  if (Array.isArray(value)) {
    return value.map((each, at) => (String(at) === key ? edit(each, rest, change) : each));
  }
  if (!isObject(value)) return value;
  const { [key]: old = null, ...others } = value;
  const changed = rest.length === 0 ? change(old) : edit(old, rest, change);
  return changed === undefined ? others : { ...others, [key]: changed };
}

const asText = (value: Json): string =>
  typeof value === "string" ? value : value === null ? "null" : JSON.stringify(value);

/** `encodeURIComponent` takes no lone surrogates. */
const wellFormed = (text: string) => Buffer.from(text.slice(0, 3_000), "utf8").toString("utf8");
