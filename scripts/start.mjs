// `npm start`: checks the environment, then serves the production build.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";

const root = fileURLToPath(new URL("..", import.meta.url));
const { loadEnvConfig } = createRequire(import.meta.url)("@next/env");

// The same files that `next start` reads.
loadEnvConfig(root, false);
const { parseEnv } = await tsImport("../lib/platform/env.ts", import.meta.url);
try {
  const { APP_URL } = parseEnv(process.env);
  process.env.NEXTAUTH_URL ??= APP_URL;
  // Only an engine that knows the signing key may ask for the functions.
  process.env.INNGEST_ENABLE_UNAUTHED_SYNC ??= "false";
} catch (error) {
  fail(error.message);
}
if (!existsSync(path.join(root, ".next", "BUILD_ID"))) fail("Run `npm run build` first.");

const next = path.join(root, "node_modules/next/dist/bin/next");
const child = spawn(process.execPath, [next, "start", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.once("exit", (code) => process.exit(code ?? 1));

function fail(message) {
  console.error(message);
  process.exit(1);
}
