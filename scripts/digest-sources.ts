import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Folders of the repository that no page is built from; hidden ones never are. */
const notBuilt = new Set([
  "bench",
  "docs",
  "e2e",
  "node_modules",
  "playwright-report",
  "sandbox",
  "scripts",
  "test-results",
]);

/** A digest of every file that a production build could read: names and contents. */
export async function digestSources(root: string): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const file of await sourceFiles(root)) {
    hash.update(`\0${path.relative(root, file)}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

/** The paths of all those files. */
export async function sourceFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(root, entry.name);
    if (entry.isFile() && isSource(entry.name)) files.push(full);
    if (entry.isDirectory() && !entry.name.startsWith(".") && !notBuilt.has(entry.name)) {
      files.push(...(await sourceFiles(full)));
    }
  }
  return files;
}

function isSource(name: string): boolean {
  if (/\.test\.tsx?$|\.md$|\.tsbuildinfo$|^next-env\.d\.ts$/.test(name)) return false;
  if (name === ".env.example") return false;
  return !name.startsWith(".") || name.startsWith(".env");
}
