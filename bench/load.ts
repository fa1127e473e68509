import { Agent, get } from "node:http";

export type Target = { url: string; headers?: Record<string, string> };

/** As many requests are under way at a time: enough to keep one server busy, few enough to queue little. */
const CONNECTIONS = 8;

/**
 * Asks for a page over and over on kept-alive connections, as browsers and proxies do, and tells how
 * many answers came per second. Throws when one is not 200. On Node's own client, because it costs a
 * small part of what any answer of Next costs and leaves the machine to the server.
 */
export async function requestsPerSecond(target: Target, turnMs: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const startedAt = performance.now();
  let answered = 0;
  const ask = async () => {
    while (performance.now() - startedAt < turnMs) {
      await fetchOnce(target, agent);
      answered += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, ask));
    return (answered * 1000) / (performance.now() - startedAt);
  } finally {
    agent.destroy();
  }
}

/** Resolves to the length of the body, in bytes, once it has all come. */
export function fetchOnce({ url, headers }: Target, agent?: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.once("error", reject);
      response.once("end", () => {
        if (response.statusCode === 200) resolve(bytes);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    });
    request.once("error", reject);
  });
}
