import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdir, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Whom the server runs as; empty for the present user. */
export type Account = { uid?: number; gid?: number };

/** PostgreSQL refuses to run as root: there it runs as `postgres`, or as `nobody` where that is missing. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = [idOf("-u", name), idOf("-g", name)];
    if (uid && gid) return { uid, gid };
  }
  throw new Error("PostgreSQL cannot run as root, and there is no user `postgres` or `nobody`");
}

function idOf(kind: "-u" | "-g", name: string): number | undefined {
  const { status, stdout } = spawnSync("id", [kind, name], { encoding: "utf8" });
  return status === 0 ? Number(stdout) : undefined;
}

/** Whether the account can get at a file: a clone under root's home is closed to others. */
export function canReach(file: string, account: Account): boolean {
  if (account.uid === undefined) return true;
  // The exit code must not depend on the current folder, which may be closed to the account.
  return spawnSync("test", ["-r", file], { ...account, cwd: "/" }).status === 0;
}

/**
 * Makes the folder for the account and returns its path: the one asked for, or, where the account
 * cannot reach that, one under the temporary folder. Which one stands in a file beside the folder
 * asked for, so that the next run finds it, and deleting both starts over.
 */
export async function reachableFolder(folder: string, account: Account): Promise<string> {
  await mkdir(path.dirname(folder), { recursive: true });
  if (canReach(path.dirname(folder), account)) return own(folder, account);
  const pointer = `${folder}.elsewhere`;
  const elsewhere = await readFile(pointer, "utf8").catch(() => "");
  if (existsSync(elsewhere)) return own(elsewhere, account);
  const made = await mkdtemp(path.join(tmpdir(), "colloquy-data-"));
  await writeFile(pointer, made);
  return own(made, account);
}

async function own(folder: string, account: Account): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid } = await stat(folder);
  if (account.uid === undefined || uid === account.uid) return folder;
  // Whoever else made a folder of this name under the temporary one keeps it.
  if (uid !== process.getuid?.()) throw new Error(`${folder} belongs to someone else`);
  await chown(folder, account.uid, account.gid ?? account.uid);
  return folder;
}
