import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Children } from "./children";
import { isAlive } from "./processes";
import { root } from "./root";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "colloquy-children-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const script = (name: string, code: string) => ({
  name,
  command: process.execPath,
  args: ["-e", code],
  env: process.env,
});

test("a child that ends unasked is named, with the end of its log", async () => {
  const children = new Children(dataDir);
  await children.start(script("sandbox", "console.log('no port left'); process.exit(3)"));
  await expect(children.failure).rejects.toThrow(/sandbox ended with code 3\n.*\n {2}no port left/);
});

test("stopping a child is no failure, and takes one that ignores the wish", async () => {
  const children = new Children(dataDir);
  const child = await children.start(script("app", "setInterval(() => {}, 1000)"));
  await child.stop();
  expect(isAlive(child.pid)).toBe(false);
  const outcome = await Promise.race([children.failure, Promise.resolve("quiet")]);
  expect(outcome).toBe("quiet");
});

test("a killed child gets no chance to finish, is no failure, and goes on with its log when started again", async () => {
  const children = new Children(dataDir);
  const stubborn = `process.on("SIGTERM", () => console.log("finishing"));
    console.log("at work"); setInterval(() => {}, 1000)`;
  const log = async (file: string) => (await readFile(file, "utf8")).trim().split("\n");
  const first = await children.start(script("app", stubborn));
  await expect.poll(() => log(first.logFile)).toEqual(["at work"]);
  await first.kill();
  expect(isAlive(first.pid)).toBe(false);
  const second = await children.start(script("app", stubborn));
  await expect.poll(() => log(second.logFile)).toEqual(["at work", "at work"]);
  await second.kill();
  const outcome = await Promise.race([children.failure, Promise.resolve("quiet")]);
  expect(outcome).toBe("quiet");
});

test("children end when their parent is killed hard", async () => {
  const parent = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      `import { Children } from ${JSON.stringify(path.join(root, "scripts/children.ts"))};
       const child = await new Children(${JSON.stringify(dataDir)}).start({ name: "app",
         command: process.execPath, args: ["-e", "setInterval(() => {}, 1000)"], env: process.env });
       console.log(child.pid);`,
    ],
    { cwd: root, stdio: ["ignore", "pipe", "inherit"] },
  );
  const [line] = await once(parent.stdout, "data");
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await vi.waitUntil(() => !isAlive(pid), { timeout: 10_000 });
});
