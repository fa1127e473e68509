import type { z } from "zod";
import { env } from "@/lib/platform/env";
import type { ScholarlySource } from "./records";
import { SourceError } from "./source-error";

const TIMEOUT_MS = 10_000;
/** The longest answers are pages of a hundred records. */
const MAX_BYTES = 8 * 1024 * 1024;
const LONGEST_RETRY_SECONDS = 24 * 60 * 60;

/** `now` is when a record was read; `timeoutMs` is shorter for those who are waited for. */
export type Asking = { now: Date; timeoutMs?: number | undefined };

export type Question = {
  source: ScholarlySource;
  url: URL;
  headers?: Record<string, string> | undefined;
};

/** A source's answer as text; null for 404. Throws SourceError. */
export async function askForText(question: Question, asking: Asking): Promise<string | null> {
  const { source, url, headers } = question;
  const signal = AbortSignal.timeout(asking.timeoutMs ?? TIMEOUT_MS);
  try {
    const answer = await fetch(url, { headers: { ...introduction(), ...headers }, signal });
    if (answer.ok) return await readText(source, answer);
    await answer.body?.cancel();
    if (answer.status === 404) return null;
    throw refusal(source, answer);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(source, signal.aborted ? "slow" : "unreachable");
  }
}

/** A source's JSON in the given shape; null for 404. Throws SourceError. */
export async function askForJson<T extends z.ZodType>(
  question: Question,
  shape: T,
  asking: Asking,
): Promise<z.infer<T> | null> {
  const accept = { accept: "application/json" };
  const headers = { ...accept, ...question.headers };
  const text = await askForText({ ...question, headers }, asking);
  if (text === null) return null;
  const read = shape.safeParse(parseJson(text));
  if (!read.success) throw new SourceError(question.source, "unreadable", 200);
  return read.data;
}

/** An address below a base that may have a path of its own; parameters without a value are left out. */
export function addressOf(
  base: string,
  path: string,
  parameters: Record<string, string | number | null | undefined> = {},
): URL {
  const url = new URL(`${base.replace(/\/+$/, "")}/${path}`);
  for (const [name, value] of Object.entries(parameters))
    if (value !== null && value !== undefined) url.searchParams.set(name, String(value));
  return url;
}

/** Where to reach us when our requests are a burden, as the sources ask for. */
export const contactAddress = () => env().SCHOLARLY_CONTACT ?? env().ADMIN_EMAIL;

const introduction = () => ({
  "user-agent": `Colloquy/1.0 (${env().APP_URL}; mailto:${contactAddress()})`,
});

function refusal(source: ScholarlySource, { status, headers }: Response): SourceError {
  const wait = secondsOf(headers.get("retry-after"));
  const limited = status === 429 || (status === 503 && wait !== null);
  return new SourceError(source, limited ? "limited" : "refused", status, wait);
}

/** Retry-After is seconds or a date. */
function secondsOf(header: string | null): number | null {
  if (!header) return null;
  const seconds = /^\d+$/.test(header)
    ? Number(header)
    : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_RETRY_SECONDS) : null;
}

async function readText(source: ScholarlySource, answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new SourceError(source, "too_large", answer.status);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
