import { readFile } from "node:fs/promises";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, inject } from "vitest";
import { Mailbox } from "@/e2e/support/mail";
import { keptSecrets } from "@/scripts/secrets";

export const { app, sandbox, database } = inject("stack");

/** The application's database, for arranging what nobody could over HTTP, and for looking. */
export const sql: Sql = postgres(database, { max: 4, onnotice() {} });
afterAll(() => sql.end({ timeout: 5 }));

export const mailbox = new Mailbox(sandbox);

// The stack's secrets and logs lie beside its addresses.
const folder = path.dirname(process.env.COLLOQUY_STACK ?? ".data/demo.json");

/** What the stack's webhooks are signed with. */
export async function webhookSecret(): Promise<string> {
  return `whsec_${(await keptSecrets(folder, ["stripe"])).stripe}`;
}

/** All lines that the application has written so far: its own and the framework's. */
export async function appLog(): Promise<string> {
  const text = await readFile(path.join(folder, "logs", "app.log"), "utf8");
  // The last one may be in the making.
  return text.slice(0, text.lastIndexOf("\n") + 1);
}
