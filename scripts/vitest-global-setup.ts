import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../db/migrate";
import { startPostgres } from "./postgres";

declare module "vitest" {
  export interface ProvidedContext {
    /** Of a database that may create others. */
    postgresUrl: string;
    /** Migrated and empty; every test database is a copy of it. */
    templateDatabase: string;
  }
}

/** One throw-away PostgreSQL for the whole run, with one migrated database to copy from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "colloquy-vitest-"));
  const server = await startPostgres({ dataDir, logFile: `${dataDir}.log`, disposable: true });
  try {
    await migrateTemplate(server.url, server.urlOf("colloquy_template"));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("postgresUrl", server.url);
  project.provide("templateDatabase", "colloquy_template");
  return server.stop;
}

async function migrateTemplate(maintenanceUrl: string, templateUrl: string): Promise<void> {
  const sql = postgres(maintenanceUrl, { max: 1, onnotice() {} });
  await sql`create database colloquy_template`;
  await migrateDatabase(templateUrl);
  // A connection to the template, even autovacuum's, would make copying it fail.
  await sql`alter database colloquy_template with allow_connections false`;
  await sql.end({ timeout: 5 });
}
