import { FolderInUse } from "./claim-folder";
import { PortTaken } from "./free-port";
import { elapsed } from "./progress";
import { Stack, type StackOptions } from "./stack";
import type { StackAddresses } from "./stack-addresses";

export type Serving = StackOptions & {
  /** As typed by a person, e.g. `npm run demo`. */
  command: string;
  started(addresses: StackAddresses): Promise<void>;
  /** After everything has stopped, however that came. */
  ended(): Promise<void>;
};

/**
 * Runs a stack until Ctrl-C, SIGTERM or the end of one of its parts, and then ends this process:
 * code 0 when asked to stop, 1 after a failure.
 */
export async function serveStack(serving: Serving): Promise<void> {
  const startedAt = performance.now();
  const stack = new Stack(serving);
  const end = async (code: number) => {
    await stack.stop();
    await serving.ended();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // npm and the terminal may both pass one Ctrl-C on.
      if (!stack.isStopping) console.log("\nStopping ...");
      void end(0);
    });
  }
  try {
    const addresses = await stack.start();
    await serving.started(addresses);
    console.log(`\nReady after ${elapsed(startedAt)}. Ctrl-C stops everything.`);
    await stack.failure;
  } catch (error) {
    if (stack.isStopping) return;
    console.error(`\n${explain(error, serving)}`);
    await end(1);
  }
}

function explain(error: unknown, { command, dataDir }: Serving): string {
  if (error instanceof PortTaken) {
    const way = `PORT=${error.port + 1} ${command}`;
    return `Port ${error.port} is taken by another program. Stop that one, or choose another port: ${way}`;
  }
  if (error instanceof FolderInUse) {
    return `\`${command}\` is running already (process ${error.pid}, data in ${dataDir}). Stop that one first.`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** The port from PORT, else `fallback`; ends the process when PORT is no port. */
export function wantedPort(fallback: number): number {
  const text = process.env.PORT;
  if (!text) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  console.error(`PORT is "${text}"; it must be a number from 0 (any free port) to 65535.`);
  process.exit(1);
}
