import { SETTINGS } from "@/lib/platform/settings.fixture";
import { FaultInput } from "@/sandbox/faults";
import { startTestSandbox } from "@/scripts/testing/sandbox";
import type { ScholarlySource } from "./records";

export type ScholarlyWorld = {
  url: string;
  fault(input: Record<string, unknown>): void;
  clearFaults(): void;
  /** How often a source was asked something whose path or query contains this. */
  askedFor(source: ScholarlySource, contains?: string): Promise<number>;
  control(method: "PUT" | "DELETE", path: string, body?: object): Promise<void>;
  close(): Promise<void>;
};

/** The sources' stand-ins in this process, with this process's settings pointing at them. */
export async function serveSources(): Promise<ScholarlyWorld> {
  const sandbox = await startTestSandbox();
  Object.assign(process.env, SETTINGS, {
    OPENALEX_BASE_URL: `${sandbox.url}/openalex`,
    OPENALEX_API_KEY: "key",
    CROSSREF_BASE_URL: `${sandbox.url}/crossref`,
    SEMANTIC_SCHOLAR_BASE_URL: `${sandbox.url}/semantic-scholar`,
    ORCID_PUBLIC_BASE_URL: `${sandbox.url}/orcid`,
    ROR_BASE_URL: `${sandbox.url}/ror`,
    ARXIV_BASE_URL: `${sandbox.url}/arxiv`,
  });
  return {
    url: sandbox.url,
    fault: (input) => void sandbox.deps.faults.add(FaultInput.parse(input)),
    clearFaults: () => void sandbox.deps.faults.clear(),
    async askedFor(source, contains = "") {
      const query = new URLSearchParams({ source, contains });
      const answer = await fetch(`${sandbox.url}/_sandbox/scholarly/requests?${query}`);
      return ((await answer.json()) as { count: number }).count;
    },
    async control(method, path, body) {
      const init = { method, ...(body ? { body: JSON.stringify(body) } : {}) };
      await fetch(`${sandbox.url}/_sandbox/scholarly/${path}`, init);
    },
    close: () => sandbox.close(),
  };
}
