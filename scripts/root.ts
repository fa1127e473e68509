import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = path.resolve(fileURLToPath(new URL("..", import.meta.url)));

export const nextBin = path.join(root, "node_modules/next/dist/bin/next");

/** What any program needs of this process's environment, without the settings of some other stack. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "LANG", "TMPDIR", "NODE_OPTIONS", "NODE_EXTRA_CA_CERTS", "CI"];
  const { NODE_ENV } = process.env;
  const values = Object.fromEntries(kept.map((name) => [name, process.env[name]]));
  return { ...values, NODE_ENV, NEXT_TELEMETRY_DISABLED: "1" };
}
