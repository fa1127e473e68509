import { test as base, expect } from "@playwright/test";
import postgres, { type Sql } from "postgres";
import type { StackAddresses } from "@/scripts/stack-addresses";
import { Bookings } from "./bookings";
import { refusedByPolicy } from "./complaints";
import { Mailbox } from "./mail";
import { type Reader, registerReader } from "./people";
import { signIn } from "./sign-in";
import { stackAddresses } from "./stack";

type Fixtures = {
  /** Fails a journey in which a page asks for what its Content-Security-Policy refuses. */
  policyHolds: undefined;
  mail: Mailbox;
  /** Signs this test's browser in with a demo account. */
  signInAs: (email: string, password?: string) => Promise<void>;
  /** Bookings that are there before the journey begins. */
  bookings: Bookings;
  /** A reader of this test's own, with a confirmed address, not signed in. */
  reader: Reader;
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
  policyHolds: [
    async ({ context }, use) => {
      const refused = refusedByPolicy(context);
      await use(undefined);
      expect(refused, "refused by a page's Content-Security-Policy").toEqual([]);
    },
    { auto: true },
  ],
  mail: async ({ stack }, use) => use(new Mailbox(stack.sandbox)),
  signInAs: async ({ context, stack }, use) =>
    use((email, password) => signIn(context, stack.app, email, password)),
  bookings: async ({ stack, sql }, use) => use(new Bookings(stack, sql)),
  reader: async ({ stack, sql }, use) => use(await registerReader(stack.app, sql)),
});

export { expect };
