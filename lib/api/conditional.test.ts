import { expect, test } from "vitest";
import { answerIfChanged, matches } from "./conditional";
import { failure, json } from "./respond";

const TAG = 'W/"abc"';

test.each([
  ['W/"abc"', true],
  ['"abc"', true],
  ['"x", W/"abc"', true],
  ['"x","abc"', true],
  [' , "x" ,, "abc" , ', true],
  ['"a,b", W/"abc"', true],
  ["*", true],
  [" * ", true],
  [null, false],
  ["", false],
  ['"ab"', false],
  ['"ABC"', false],
  ['"abc,"', false],
  ['"x, W/abc"', false],
  ["abc", false],
  ['w/"abc"', false],
  ['"abc" junk', false],
  ['*, "abc"', false],
  ['"abc', false],
  ["'abc'", false],
])("If-None-Match: %s names the tag: %s", (header, expected) => {
  expect(matches(header, TAG)).toBe(expected);
});

const ask = (method: string, tag?: string) =>
  new Request("http://localhost/", {
    method,
    headers: tag === undefined ? {} : { "if-none-match": tag },
  });
const answer = (body: unknown) => json(body, 200, { link: '</x>; rel="next"' });

test("an answer gets a weak tag, and may be kept by whoever asked for it alone", async () => {
  const { status, headers } = await answerIfChanged(ask("GET"), answer({ a: 1 }));
  expect(status).toBe(200);
  expect(headers.get("etag")).toMatch(/^W\/"[\w-]{22}"$/);
  expect(headers.get("cache-control")).toBe("private, no-cache");
  expect(headers.get("vary")).toBe("Authorization, Cookie");
  expect(headers.get("link")).toBe('</x>; rel="next"');
});

test("the tag is that of the body: the same for the same, another for another", async () => {
  const tagOf = async (body: unknown) =>
    (await answerIfChanged(ask("GET"), answer(body))).headers.get("etag");
  expect(await tagOf({ a: 1 })).toBe(await tagOf({ a: 1 }));
  expect(await tagOf({ a: 1 })).not.toBe(await tagOf({ a: 2 }));
  const response = await answerIfChanged(ask("GET"), answer({ a: "Zoë" }));
  expect(await response.json()).toEqual({ a: "Zoë" });
});

test.each(["GET", "HEAD"])(
  "%s with the tag is 304, without what tells of a body",
  async (method) => {
    const { headers } = await answerIfChanged(ask("GET"), answer({ a: 1 }));
    const again = await answerIfChanged(ask(method, headers.get("etag") ?? ""), answer({ a: 1 }));
    expect(again.status).toBe(304);
    expect(again.body).toBeNull();
    expect(Object.fromEntries(again.headers)).toEqual({
      etag: headers.get("etag"),
      "cache-control": "private, no-cache",
      vary: "Authorization, Cookie",
    });
  },
);

test("a refusal has no tag, and is refused whatever tag comes with the request", async () => {
  const refused = failure(404, "NOT_FOUND", "Researcher not found");
  expect(await answerIfChanged(ask("GET", "*"), refused)).toBe(refused);
  expect(refused.headers.get("cache-control")).toBe("private, no-store");
});
