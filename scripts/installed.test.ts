import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { missingPackage } from "./installed.mjs";

type Packages = Record<string, { version: string; optional?: true }>;
const wanted: Packages = {
  "": { version: "0.1.0" },
  "node_modules/next": { version: "16.4.6" },
  "node_modules/for-another-system": { version: "1.0.0", optional: true },
};

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "colloquy-installed-"));
  await mkdir(path.join(root, "node_modules"));
  await writeFile(path.join(root, "package-lock.json"), JSON.stringify({ packages: wanted }));
});
afterEach(() => rm(root, { recursive: true }));

const install = (packages: Packages) =>
  writeFile(path.join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages }));

test("what the lock file describes needs no installation, other systems' packages aside", async () => {
  await install({ "node_modules/next": { version: "16.4.6" } });
  expect(missingPackage(root)).toBeUndefined();
});

test("nothing installed, a missing package and another version are each named", async () => {
  expect(missingPackage(root)).toBe("nothing is installed yet");
  await install({});
  expect(missingPackage(root)).toBe("node_modules/next is missing");
  await install({ "node_modules/next": { version: "16.0.0" } });
  expect(missingPackage(root)).toBe("node_modules/next is not 16.4.6");
});
