import postgres from "postgres";
import { migrateDatabase } from "../db/migrate";
import { type Children, tailOf } from "./children";
import type { Postgres } from "./postgres";

const SEEDED = "seeded";

/** Creates the application's and the sandbox's database where they are missing, and migrates. */
export async function prepareDatabases(server: Postgres): Promise<void> {
  await server.createDatabase("colloquy");
  await server.createDatabase("colloquy_sandbox");
  await migrateDatabase(server.urlOf("colloquy"));
}

/**
 * Fills the application's database with the demo's data unless that was done before. After an
 * interrupted attempt it starts over with an empty database.
 */
export async function ensureSeeded(
  server: Postgres,
  children: Children,
  env: Record<string, string | undefined>,
): Promise<void> {
  const note = await noteOn(server);
  if (note === SEEDED) return;
  if (note === "seeding") await recreate(server);
  await setNote(server, "seeding");
  const seed = await children.start({
    name: "seed",
    command: process.execPath,
    args: ["--import", "tsx", "db/seed/main.ts"],
    env,
    oneOff: true,
  });
  if ((await seed.ended) !== 0) throw new Error(`Seeding failed\n${await tailOf(seed.logFile)}`);
  await setNote(server, SEEDED);
}

// The note lives on the database itself: a data folder that was lost takes it along.
async function noteOn(server: Postgres): Promise<string | undefined> {
  const [row] = await query(
    server,
    "select shobj_description(oid, 'pg_database') as note from pg_database where datname = 'colloquy'",
  );
  return row?.note ?? undefined;
}

async function setNote(server: Postgres, note: string): Promise<void> {
  await query(server, `comment on database colloquy is '${note}'`);
}

async function recreate(server: Postgres): Promise<void> {
  await query(server, "drop database colloquy with (force)");
  await prepareDatabases(server);
}

async function query(server: Postgres, text: string): Promise<{ note?: string | null }[]> {
  const sql = postgres(server.url, { max: 1, onnotice() {} });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
