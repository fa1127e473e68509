import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { startOf } from "./processes";

/** The claimed folder is in use by another living process. */
export class FolderInUse extends Error {
  constructor(readonly pid: number) {
    super(`another process (${pid}) uses this data folder`);
  }
}

/**
 * Takes a data folder for this process, so that a second stack cannot stop the first one's
 * database. Throws FolderInUse; a claim whose process has gone counts for nothing. The result
 * gives the folder back.
 */
export async function claimFolder(dataDir: string): Promise<() => Promise<void>> {
  const file = path.join(dataDir, "owner");
  await mkdir(dataDir, { recursive: true });
  const [pid, started] = (await readFile(file, "utf8").catch(() => "")).split("\n");
  if (pid && Number(pid) !== process.pid && started && startOf(Number(pid)) === started) {
    throw new FolderInUse(Number(pid));
  }
  await writeFile(file, `${process.pid}\n${startOf(process.pid)}`);
  return () => rm(file, { force: true });
}
