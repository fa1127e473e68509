import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeDemoBookings } from "./demo-bookings";
import { makeDemoPayouts } from "./demo-payouts";
import { stage } from "./progress";
import { root } from "./root";
import { serveStack, wantedPort } from "./serve-stack";
import type { StackAddresses } from "./stack-addresses";

const dataDir = path.join(root, ".data");
const addressFile = path.join(dataDir, "demo.json");

await serveStack({
  command: "npm run demo",
  dataDir,
  mode: "production",
  port: wantedPort(3000),
  async started(addresses) {
    await stage("Booking some sessions to come", () => makeDemoBookings(addresses));
    await stage("Opening payout accounts", () => makeDemoPayouts(addresses));
    await writeFile(addressFile, JSON.stringify(addresses, null, 2));
    console.log(welcome(addresses));
  },
  ended: removeOwnAddresses,
});

/** A second demo that was refused must not take the first one's addresses away. */
async function removeOwnAddresses(): Promise<void> {
  const text = await readFile(addressFile, "utf8").catch(() => null);
  const isOwn = text !== null && JSON.parse(text).pid === process.pid;
  if (isOwn) await rm(addressFile, { force: true });
}

function welcome({ app, sandbox, inbox }: StackAddresses): string {
  return `
  Colloquy     ${app}
  Mail inbox   ${inbox}
  Sandbox      ${sandbox}

  Accounts, all with the password demo-password:
    reader@colloquy.example        books sessions
    researcher@colloquy.example    Amara Okafor, London: booked at once
    careful@colloquy.example       Henrik Solberg: accepts each request
    admin@colloquy.example         the admin
    reader-01 to reader-50@colloquy.example

  Cards: 4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined,
  4000 0025 0000 3155 asks for authentication; any later date, any CVC.`;
}
