import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { createDatabase, type Database } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { Children } from "@/scripts/children";
import { claimFolder } from "@/scripts/claim-folder";
import { type Postgres, startPostgres } from "@/scripts/postgres";
import { root } from "@/scripts/root";
import { type Site, startSite } from "./site/start-site";

export type BenchDatabase = {
  url: string;
  /** A pool as the product opens it. */
  db: Database;
  drop(): Promise<void>;
};

/** What a benchmark is given. */
export type BenchEnv = {
  /** A migrated, empty database of its own, whose account may do everything. */
  freshDatabase(): Promise<BenchDatabase>;
  /** The product served for production, with the yardsticks; started when first asked for. */
  site(): Promise<Site>;
  /** Tells on the terminal what goes on. */
  say(line: string): void;
  children: Children;
  postgres: Postgres;
};

const TEMPLATE = "bench_template";

/** A throw-away PostgreSQL, without fsync, as in the tests: what is measured is code, not the disk. */
export async function startEnvironment(): Promise<BenchEnv & { stop(): Promise<void> }> {
  const dataDir = path.join(root, ".data", "bench");
  await mkdir(dataDir, { recursive: true });
  const release = await claimFolder(dataDir);
  const children = new Children(dataDir);
  await children.endLeftovers();
  await rm(path.join(dataDir, "postgres"), { recursive: true, force: true });
  const postgres = await startPostgres({
    dataDir: path.join(dataDir, "postgres"),
    logFile: path.join(dataDir, "logs", "postgres.log"),
    disposable: true,
  });
  await postgres.createDatabase(TEMPLATE);
  await migrateDatabase(postgres.urlOf(TEMPLATE));
  let site: Promise<Site> | undefined;
  return {
    children,
    postgres,
    site() {
      site ??= freshDatabase(postgres).then((database) =>
        startSite({ dataDir, children, database }),
      );
      return site;
    },
    say: (line) => console.log(`  ${line}`),
    freshDatabase: () => freshDatabase(postgres),
    async stop() {
      await children.stopAll();
      await postgres.stop();
      await release();
    },
  };
}

async function freshDatabase(postgres: Postgres): Promise<BenchDatabase> {
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  const maintenance = createDatabase(postgres.url, { max: 1 });
  await maintenance.$client.unsafe(`create database ${name} template ${TEMPLATE}`);
  const url = postgres.urlOf(name);
  const db = createDatabase(url);
  return {
    url,
    db,
    async drop() {
      await db.$client.end({ timeout: 5 });
      await maintenance.$client.unsafe(`drop database ${name} with (force)`);
      await maintenance.$client.end({ timeout: 5 });
    },
  };
}
