// `node scripts/bootstrap.mjs <script.ts> [...args]`: installs what is missing, then runs the
// script. Plain Node without dependencies, because on a fresh clone there are none.
import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { missingPackage } from "./installed.mjs";
import { mendPostgres } from "./mend-postgres.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const [script, ...args] = process.argv.slice(2);

refuseOldNode();
if (!script) fail("Usage: node scripts/bootstrap.mjs <script.ts> [...args]");
install();
// Also where an installation was made without its scripts.
mendPostgres(root);
run();

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  fail(`Colloquy needs Node 20.9 or newer; this is ${process.versions.node}.`);
}

function install() {
  const missing = missingPackage(root);
  if (!missing) return;
  console.log(`Installing dependencies with npm ci (${missing}) ...`);
  const startedAt = Date.now();
  const { status } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) fail("npm ci failed; its output is above.");
  console.log(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

function run() {
  const child = spawn(process.execPath, ["--import", "tsx", path.resolve(root, script), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  // The script stops its own children; this process only passes the wish on and waits for it.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => {
    process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1));
  });
  endWithNpm(child);
}

/** Killed npm does not always tell its children; they would hold the port for ever. */
function endWithNpm(child) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event || parent === 1) return;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 1_000).unref();
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
