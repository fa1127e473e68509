import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Cast } from "../support/cast";
import { app } from "../support/stack";
import { type Heard, Judge } from "./answers";
import { operationsOf, type Placed, readDocument } from "./document";
import { type Made, requestsFor } from "./requests";
import { Fitting, type Json, type Known } from "./values";
import { rowCounter, setWorld } from "./world";

/** The same requests each time, unless another seed is asked for; and more of them. */
const SEED = Number(process.env.GENERATIVE_SEED ?? 20_261_125);
const RUNS = Number(process.env.GENERATIVE_RUNS ?? 50);
const PATIENCE_MS = 10_000;

/** How many requests may be right where one mails, asks somebody outside, or hashes a password. */
const MOST_RIGHT: Record<string, number> = {
  claimAddress: 3,
  collectInstitution: 1,
  collectResearcher: 2,
  createOutreachRequest: 6,
  createPaymentIntent: 6,
  findPapers: 5,
  issueToken: 5,
  register: 4,
  registerResearcher: 8,
  startOnboarding: 3,
};

const document = await readDocument();
const operations = operationsOf(document);
const judge = new Judge(document);
const isRead = ({ method }: Placed) => method === "GET";

let cast: Cast;
let known: Known;
let countRows: () => Promise<Record<string, number>>;
let sent = 0;
let succeeded = 0;
beforeAll(async () => {
  ({ cast, known } = await setWorld());
  countRows = await rowCounter(cast);
});
afterAll(() => {
  console.log(`${sent} requests, ${succeeded} of them right; GENERATIVE_SEED=${SEED}`);
});

test.each(operations.filter((one) => !isRead(one)))(
  "$operationId takes no harm and does none",
  (operation) => tryMany(operation, true),
);

test.concurrent.each(operations.filter(isRead))("$operationId takes no harm", (operation) =>
  tryMany(operation, false),
);

test("what has been written can be read by whom it is about", async () => {
  const lists = operations.filter((one) => isRead(one) && one.path.includes("/researchers/me"));
  expect(lists.length).toBeGreaterThan(5);
  for (const operation of lists) {
    const request = { caller: "researcher", path: operation.path, headers: {} } as const;
    const heard = await send(operation, { ...request, body: undefined });
    expect(heard.status, operation.path).toBe(200);
    judge.check(operation, heard);
  }
});

async function tryMany(operation: Placed, writes: boolean): Promise<void> {
  const requests = fc.sample(requestsFor(operation, new Fitting(document, known)), {
    // Each its own, or all operations would get the same mistakes.
    seed: SEED + operations.indexOf(operation),
    numRuns: RUNS,
  });
  const problems: { request: Made; why: string }[] = [];
  let right = 0;
  let before = writes ? await countRows() : {};
  for (const request of requests) {
    const mayBeRight = couldBeRight(operation, request);
    if (mayBeRight && right >= (MOST_RIGHT[operation.operationId] ?? RUNS)) continue;
    if (mayBeRight) right += 1;
    sent += 1;
    try {
      const heard = await send(operation, request);
      const rows = { before, after: writes ? await countRows() : {} };
      before = rows.after;
      judge.check(operation, heard);
      if (heard.status < 400) succeeded += 1;
      if (!mayBeRight)
        expect(heard.status, "it is not as described, and was taken").toBeGreaterThanOrEqual(400);
      if (heard.status >= 400) expect(rows.after, "rows after a refusal").toEqual(rows.before);
    } catch (error) {
      problems.push({ request: shortened(request), why: (error as Error).message });
    }
  }
  expect(problems.slice(0, 4), `${problems.length} problems`).toEqual([]);
}

/** Whether the description allows the body; addresses and queries are for the answer to judge. */
function couldBeRight(operation: Placed, { body, headers }: Made): boolean {
  const content = operation.requestBody?.content["application/json"];
  if (!content) return true;
  const isEmpty = body === undefined || body === "";
  if (isEmpty) return operation.requestBody?.required === false;
  if (!headers["content-type"]?.startsWith("application/json")) return false;
  try {
    const value = JSON.parse(body) as Json;
    return judge.allowsBody(operation, value) || judge.allowsBody(operation, trimmed(value));
  } catch {
    return false;
  }
}

/** Space around a text does not count: it is taken off before the text is looked at. */
function trimmed(value: Json): Json {
  if (typeof value === "string") return value.trim();
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(trimmed);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, trimmed(each)]));
}

async function send({ method }: Placed, request: Made): Promise<Heard> {
  const { token } = cast[request.caller].api;
  const response = await fetch(`${app}/api/v1${request.path}`, {
    method,
    headers: { ...request.headers, authorization: `Bearer ${token}` },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  return { status: response.status, type, body: type.includes("json") ? JSON.parse(text) : text };
}

const shortened = (request: Made): Made => ({
  ...request,
  path: request.path.slice(0, 600),
  body: request.body?.slice(0, 600),
});
