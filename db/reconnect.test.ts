import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { startPostgres } from "@/scripts/postgres";
import { createDatabase } from "./client";

const WORKERS = 16;
const RESTARTS = 4;
const ROUNDS = 6;

/** A connection that cannot be used any more takes five seconds to say so, and then is given to the next. */
const PROMPT_MS = 4_000;

test("transactions go on at once after PostgreSQL was restarted amid them", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "colloquy-reconnect-"));
  const options = {
    dataDir: path.join(folder, "postgres"),
    logFile: path.join(folder, "log"),
    fsync: false,
  };
  let server = await startPostgres(options);
  const { $client: sql } = createDatabase(server.urlOf("postgres"));
  const uncaught: Error[] = [];
  const note = (error: Error) => uncaught.push(error);
  process.on("uncaughtException", note);
  const transact = () =>
    sql.begin(async (tx) => {
      await tx`select 1`;
      await tx`select pg_sleep(0.002)`;
      await tx`select 2`;
    });
  /** As often as it takes. */
  const persist = async (): Promise<void> => {
    await transact().catch(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return persist();
    });
  };
  /** How long each of some transactions took, together more than there are connections. */
  const worker = async () => {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const startedAt = performance.now();
      await persist();
      took.push(performance.now() - startedAt);
    }
    return took;
  };
  let isOver = false;
  const work = async () => {
    while (!isOver) await persist();
  };
  const busy = Array.from({ length: WORKERS }, work);
  for (let restart = 0; restart < RESTARTS; restart++) {
    await persist();
    await server[restart % 2 === 0 ? "stop" : "crash"]();
    server = await startPostgres({ ...options, port: server.port });
  }
  isOver = true;
  await Promise.all(busy);
  const slowest = Math.max(...(await Promise.all(Array.from({ length: WORKERS }, worker))).flat());
  expect(slowest).toBeLessThan(PROMPT_MS);
  expect(uncaught).toEqual([]);
  process.off("uncaughtException", note);
  await sql.end({ timeout: 5 });
  await server.stop();
  await rm(server.dataDir, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

/** AuthenticationOk and ReadyForQuery, as PostgreSQL sends them. */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

test("a connection that is lost before its first query fails that query, and nothing else", async () => {
  const server = createServer((socket) => {
    // The second message is no longer answered, and nobody listens any more.
    socket.once("data", () => {
      socket.write(WELCOME);
      socket.once("data", () => {
        server.close();
        socket.end();
      });
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const unheard: unknown[] = [];
  const note = (reason: unknown) => unheard.push(reason);
  process.on("unhandledRejection", note);
  const { $client: sql } = createDatabase(`postgres://nobody@127.0.0.1:${port}/none`, { max: 1 });
  await expect(sql`select 1`).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off("unhandledRejection", note);
  expect(unheard).toEqual([]);
  await sql.end({ timeout: 1 });
});
