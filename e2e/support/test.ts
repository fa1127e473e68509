import { test as base } from "@playwright/test";
import postgres, { type Sql } from "postgres";
import type { StackAddresses } from "@/scripts/stack-addresses";
import { Mailbox } from "./mail";
import { signIn } from "./sign-in";
import { stackAddresses } from "./stack";

type Fixtures = {
  mail: Mailbox;
  /** Signs this test's browser in with a demo account. */
  signInAs: (email: string, password?: string) => Promise<void>;
};
type WorkerFixtures = {
  stack: StackAddresses;
  /** The application's database, for arranging what a person could not, and for looking. */
  sql: Sql;
};

/** Playwright's `test` with the surroundings of Colloquy. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => use(stackAddresses()),
    { scope: "worker" },
  ],
  sql: [
    async ({ stack }, use) => {
      const sql = postgres(stack.database, { max: 2, onnotice() {} });
      await use(sql);
      await sql.end({ timeout: 5 });
    },
    { scope: "worker" },
  ],
  mail: async ({ stack }, use) => use(new Mailbox(stack.sandbox)),
  signInAs: async ({ context, stack }, use) =>
    use((email, password) => signIn(context, stack.app, email, password)),
});

export { expect } from "@playwright/test";
