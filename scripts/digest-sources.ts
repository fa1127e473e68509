import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Folders at the repository's root that no page is built from; hidden ones never are. */
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
export const sourceFiles = (root: string): Promise<string[]> => filesIn(root, notBuilt);

async function filesIn(folder: string, left: ReadonlySet<string> = new Set()): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = path.join(folder, entry.name);
    if (entry.isFile() && isSource(entry.name)) files.push(full);
    if (entry.isDirectory() && !entry.name.startsWith(".") && !left.has(entry.name)) {
      files.push(...(await filesIn(full)));
    }
  }
  return files;
}

function isSource(name: string): boolean {
  if (/\.test\.tsx?$|\.md$|\.tsbuildinfo$|^next-env\.d\.ts$/.test(name)) return false;
  if (name === ".env.example") return false;
  return !name.startsWith(".") || name.startsWith(".env");
}
