import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { FeedError } from "../feed-problem";
import { faultOf, parseUrl } from "./calendar-address";
import { type HostAddress, type Resolve, resolveHost, systemResolve } from "./resolve-host";

export const FETCH_LIMITS = { bytes: 10 * 1024 * 1024, totalMs: 15_000, redirects: 3 };

/** What a server said of the version that is known already. */
export type Version = { etag: string | null; lastModified: string | null };

export type Fetched = { kind: "unchanged" } | ({ kind: "calendar"; text: string } & Version);

export type Reach = {
  /** Hosts that may be on a private network. */
  allowedHosts: readonly string[];
  resolve?: Resolve;
  limits?: typeof FETCH_LIMITS;
};

/**
 * Reads the text behind a calendar's address, unless it is still the version that is known. Every
 * address on the way is looked at anew. Throws FeedError.
 */
export async function fetchCalendar(
  address: string,
  known: Version,
  { allowedHosts, resolve = systemResolve, limits = FETCH_LIMITS }: Reach,
): Promise<Fetched> {
  const deadline = AbortSignal.timeout(limits.totalMs);
  let url = new URL(address);
  for (let redirects = 0; ; redirects += 1) {
    if (faultOf(url)) throw new FeedError("misled");
    const host = await orTimeOut(resolveHost(url, allowedHosts, resolve), deadline);
    const answer = await ask(url, host, known, deadline);
    const next = locationOf(answer, url);
    if (!next) return readAnswer(answer, known, limits.bytes, deadline);
    answer.destroy();
    if (redirects >= limits.redirects) throw new FeedError("misled");
    // The address is a secret that https kept.
    if (url.protocol === "https:" && next.protocol !== "https:") throw new FeedError("misled");
    url = next;
  }
}

function orTimeOut<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new FeedError("slow"));
    deadline.addEventListener("abort", late, { once: true });
    work.then(resolve, reject).finally(() => deadline.removeEventListener("abort", late));
  });
}

function ask(
  url: URL,
  { address, family }: HostAddress,
  { etag, lastModified }: Version,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    request(url, {
      signal,
      // A connection of its own, to the address that was looked at.
      agent: false,
      lookup: (_hostname, { all }, callback) =>
        all ? callback(null, [{ address, family }]) : callback(null, address, family),
      headers: {
        accept: "text/calendar, */*;q=0.1",
        // Nothing that unpacks to more than was sent.
        "accept-encoding": "identity",
        "user-agent": "Colloquy calendar reader",
        ...(etag ? { "if-none-match": etag } : {}),
        ...(lastModified ? { "if-modified-since": lastModified } : {}),
      },
    })
      .once("response", resolve)
      .once("error", () => reject(new FeedError(signal.aborted ? "slow" : "unreachable")))
      // Of an answer that changes the protocol Node tells in no other way.
      .once("close", () => reject(new FeedError("unexpected")))
      .end();
  });
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function locationOf({ statusCode = 0, headers }: IncomingMessage, base: URL): URL | null {
  if (!REDIRECTS.has(statusCode)) return null;
  const next = headers.location ? parseUrl(headers.location, base.href) : null;
  if (!next) throw new FeedError("unexpected");
  return next;
}

async function readAnswer(
  answer: IncomingMessage,
  known: Version,
  mostBytes: number,
  deadline: AbortSignal,
): Promise<Fetched> {
  const { headers, statusCode = 0 } = answer;
  try {
    if (statusCode === 304 && (known.etag ?? known.lastModified)) return { kind: "unchanged" };
    if (statusCode !== 200) throw refusalOf(statusCode, headers["retry-after"]);
    if ((headers["content-encoding"] ?? "identity") !== "identity")
      throw new FeedError("unexpected");
    if (Number(headers["content-length"] ?? 0) > mostBytes) throw new FeedError("too-large");
    return {
      kind: "calendar",
      text: await readText(answer, mostBytes, deadline),
      etag: kept(headers.etag),
      lastModified: kept(headers["last-modified"]),
    };
  } finally {
    answer.destroy();
  }
}

async function readText(answer: IncomingMessage, mostBytes: number, deadline: AbortSignal) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw new FeedError("too-large");
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw new FeedError(deadline.aborted ? "slow" : "cut-off");
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** A version's mark, as long as it is one to send again. */
const kept = (mark: string | undefined) => (mark && mark.length <= 500 ? mark : null);

function refusalOf(status: number, retryAfter: string | undefined): FeedError {
  const seconds = Number(retryAfter);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : 0;
  if (status === 401 || status === 403) return new FeedError("refused");
  if (status === 404 || status === 410) return new FeedError("missing");
  if (status === 429) return new FeedError("throttled", retryAfterMs);
  return new FeedError(status >= 500 ? "failing" : "unexpected", retryAfterMs);
}
