import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Children, tailOf } from "./children";
import { digestSources } from "./digest-sources";
import { isAlive } from "./processes";
import { nextBin, plainEnvironment, root } from "./root";

// Inside the output, because a failed build deletes the output before it.
const stamp = path.join(root, ".next", "colloquy-sources");

/** Whether `.next` is the output of the present sources. */
export async function isBuilt(): Promise<boolean> {
  const built = await readFile(stamp, "utf8").catch(() => "");
  return built !== "" && built === (await digestSources(root));
}

/**
 * Builds for production unless `.next` is the output of the present sources already. The build
 * gets no settings from the environment, because one build serves all surroundings. Throws with
 * the end of the build's output when it fails. Two processes asking at once build once.
 */
export async function ensureBuild(children: Children): Promise<void> {
  const release = await lockBuild();
  try {
    if (await isBuilt()) return;
    const digest = await digestSources(root);
    const build = await children.start({
      name: "build",
      command: process.execPath,
      args: [nextBin, "build"],
      env: { ...plainEnvironment(), NODE_ENV: "production" },
      oneOff: true,
    });
    if ((await build.ended) !== 0) {
      throw new Error(`next build failed\n${await tailOf(build.logFile, 60)}`);
    }
    await writeFile(stamp, digest);
  } finally {
    await release();
  }
}

/** Waits until no other process builds; a lock whose owner has gone is taken over. */
async function lockBuild(): Promise<() => Promise<void>> {
  const file = path.join(root, ".data", "build.lock");
  await mkdir(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      const lock = await open(file, "wx");
      await lock.writeFile(String(process.pid));
      await lock.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(await readFile(file, "utf8").catch(() => ""));
    if (owner && !isAlive(owner)) await rm(file, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
