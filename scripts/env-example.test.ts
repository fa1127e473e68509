import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { Environment, parseEnv } from "@/lib/platform/env";
import { root } from "./root";
import { surroundingsOf } from "./surroundings";

test(".env.example names exactly the settings that the server reads", async () => {
  const text = await readFile(path.join(root, ".env.example"), "utf8");
  const names = [...text.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]);
  expect(names.sort()).toEqual(Object.keys(Environment.shape).sort());
});

test("the surroundings of demo, dev and tests are complete, and stay the same", async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "colloquy-surroundings-"));
  const places = {
    app: "http://localhost:3000",
    sandbox: "http://127.0.0.1:4000",
    databaseUrl: "postgres://a:b@127.0.0.1:1/colloquy",
    sandboxDatabaseUrl: "postgres://a:b@127.0.0.1:1/colloquy_sandbox",
    dataDir,
  };
  const first = await surroundingsOf(places);
  expect(parseEnv(first.app)).toMatchObject({
    APP_URL: places.app,
    STRIPE_API_BASE: places.sandbox,
  });
  expect(await surroundingsOf(places)).toEqual(first);
  await rm(dataDir, { recursive: true });
});
