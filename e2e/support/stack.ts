import { readFileSync } from "node:fs";
import type { StackAddresses } from "@/scripts/stack-addresses";

/** The running stack that the journeys drive: `npm test`'s, else the demo's. */
export function stackAddresses(): StackAddresses {
  return JSON.parse(readFileSync(process.env.COLLOQUY_STACK ?? ".data/demo.json", "utf8"));
}
