import type { Child, Children } from "./children";
import { nextBin, plainEnvironment } from "./root";
import type { StackAddresses } from "./stack-addresses";
import type { Surroundings } from "./surroundings";
import { answers } from "./wait-for";

export type Starting = {
  children: Children;
  addresses: Pick<StackAddresses, "app" | "sandbox">;
  surroundings: Surroundings;
  /** For Node itself, before the program's name. */
  nodeArguments?: readonly string[];
  /** Somebody starts them again, so that their end alone is no failure. */
  supervised?: boolean;
};

/** Starts the stand-ins' process and waits until it answers. */
export async function startSandbox(starting: Starting): Promise<Child> {
  const { children, addresses, surroundings, nodeArguments = [], supervised = false } = starting;
  const child = await children.start({
    name: "sandbox",
    command: process.execPath,
    args: [...nodeArguments, "--import", "tsx", "sandbox/main.ts"],
    env: { ...plainEnvironment(), ...surroundings.sandbox },
    oneOff: supervised,
  });
  const health = `${addresses.sandbox}/_sandbox/health`;
  await Promise.race([answers(health, (status) => status === 200), children.failure]);
  return child;
}

/** Starts the application's process and waits until it answers anything at all. */
export async function startApp(starting: Starting, mode: "production" | "dev"): Promise<Child> {
  const { children, addresses, surroundings, nodeArguments = [], supervised = false } = starting;
  const production = mode === "production";
  const child = await children.start({
    name: "app",
    command: process.execPath,
    args: [
      ...nodeArguments,
      nextBin,
      production ? "start" : "dev",
      "-p",
      new URL(addresses.app).port,
    ],
    env: {
      ...plainEnvironment(),
      ...surroundings.app,
      NODE_ENV: production ? "production" : "development",
    },
    oneOff: supervised,
  });
  const health = `${addresses.app}/api/v1/health`;
  await Promise.race([answers(health, (status) => status > 0), children.failure]);
  return child;
}
