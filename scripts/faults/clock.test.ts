import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { expect, test } from "vitest";
import { Clock } from "./clock";

const HOUR_MS = 3_600_000;

test("a program that was started with the clock follows it, however it asks for the time", async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "colloquy-clock-"));
  const clock = new Clock(dataDir);
  await clock.advance(HOUR_MS);
  const script = `require("node:readline").createInterface(process.stdin).on("line", () =>
    console.log(JSON.stringify([Date.now(), new Date().getTime(), Date.parse(Date()),
      new Date(5).getTime(), new Date() instanceof Date, new Date().constructor === Date])));`;
  const child = spawn(process.execPath, [...clock.nodeArguments, "-e", script], {
    env: { ...process.env, ...clock.environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout);
  const ask = async () => {
    child.stdin.write("\n");
    const [line] = await once(lines, "line");
    const [now, made, text, fixed, ...same] = JSON.parse(line);
    expect([fixed, ...same]).toEqual([5, true, true]);
    expect(Math.abs(made - now)).toBeLessThan(5_000);
    expect(Math.abs(text - now)).toBeLessThan(5_000);
    return Math.round((now - Date.now()) / HOUR_MS);
  };
  expect(await ask()).toBe(1);
  await clock.advance(2 * HOUR_MS);
  await expect.poll(ask).toBe(3);
  expect(Math.round((clock.now().getTime() - Date.now()) / HOUR_MS)).toBe(3);
  child.kill();
  await rm(dataDir, { recursive: true });
});
