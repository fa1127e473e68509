import { readFile } from "node:fs/promises";
import type { TestProject } from "vitest/node";
import type { StackAddresses } from "../stack-addresses";

declare module "vitest" {
  export interface ProvidedContext {
    /** The running stack that the HTTP tests talk to. */
    stack: StackAddresses;
  }
}

/** Reads the addresses of a running stack from the file named by `COLLOQUY_STACK`, else the demo's. */
export default async function setUp(project: TestProject): Promise<void> {
  const file = process.env.COLLOQUY_STACK ?? ".data/demo.json";
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error(
      `No running stack: ${file} is missing. Run \`npm test\`, or \`npm run demo\` first.`,
    );
  });
  project.provide("stack", JSON.parse(text) as StackAddresses);
}
