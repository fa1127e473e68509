// `npm run bench [-- <name>]`: measures, prints, and after a whole run writes README.md.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { elapsed } from "@/scripts/progress";
import { root } from "@/scripts/root";
import * as api from "./api";
import * as computeSlots from "./compute-slots";
import * as directorySearch from "./directory-search";
import { startEnvironment } from "./environment";
import * as holds from "./hold-session";
import * as pageScripts from "./page-scripts";
import * as pages from "./pages";
import { document, type Finished, table } from "./report";
import type { Benchmark } from "./result";

const benchmarks: Record<string, Benchmark> = {
  "compute-slots": computeSlots,
  "hold-session": holds,
  "directory-search": directorySearch,
  api,
  pages,
  "page-scripts": pageScripts,
};

const [wanted] = process.argv.slice(2);
if (wanted && !benchmarks[wanted]) {
  console.error(`Usage: npm run bench [-- ${Object.keys(benchmarks).join("|")}]`);
  process.exit(2);
}

const startedAt = performance.now();
const env = await startEnvironment();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, async () => {
    await env.stop();
    process.exit(130);
  });
}

const finished: Finished[] = [];
try {
  for (const [name, { title, run }] of Object.entries(benchmarks)) {
    if (wanted && wanted !== name) continue;
    const benchmarkStartedAt = performance.now();
    console.log(`\n== ${title}`);
    const result = await Promise.race([run(env), env.children.failure]);
    finished.push({ title, result });
    console.log(`\n${table(result.rows)}\n\nTook ${elapsed(benchmarkStartedAt)}.`);
  }
} finally {
  await env.stop();
}

const minutes = (performance.now() - startedAt) / 60_000;
if (!wanted) {
  const today = new Date().toISOString().slice(0, 10);
  await writeFile(path.join(root, "bench", "README.md"), document(finished, minutes, today));
}
console.log(`\nMeasured in ${minutes.toFixed(1)} minutes.`);
process.exit(0);
