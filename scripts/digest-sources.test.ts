import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { digestSources } from "./digest-sources";

test("the digest changes with a source's content or name, not with tests and outputs", async () => {
  const root = await mkdtemp(path.join(tmpdir(), "colloquy-digest-"));
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  };
  await write("app/page.tsx", "one");
  const first = await digestSources(root);
  await write("app/page.test.tsx", "a test");
  await write("e2e/book.spec.ts", "a journey");
  await write(".next/output.js", "output");
  await write("docs/notes.ts", "no page");
  expect(await digestSources(root)).toBe(first);
  await write("app/page.tsx", "two");
  const second = await digestSources(root);
  expect(second).not.toBe(first);
  await rm(path.join(root, "app/page.tsx"));
  await write("app/other.tsx", "two");
  expect(await digestSources(root)).not.toBe(second);
  const third = await digestSources(root);
  await write("app/docs/page.tsx", "a page of that name");
  expect(await digestSources(root)).not.toBe(third);
  await rm(root, { recursive: true });
});
