import { createSandbox, type Sandbox, type SandboxOptions } from "@/sandbox/server";
import { type RawTestDatabase, rawTestDatabase } from "./database";

export type TestSandbox = Sandbox & { database: RawTestDatabase };

/** All stand-ins in this process, on a free port and a database of their own, until `close`. */
export async function startTestSandbox(
  options: Partial<Omit<SandboxOptions, "databaseUrl">> = {},
): Promise<TestSandbox> {
  const database = await rawTestDatabase();
  const sandbox = await createSandbox({ port: 0, ...options, databaseUrl: database.url });
  return {
    ...sandbox,
    database,
    async close() {
      await sandbox.close();
      await database.close();
    },
  };
}
