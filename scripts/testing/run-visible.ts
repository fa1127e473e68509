import { spawn } from "node:child_process";
import { once } from "node:events";
import { leash } from "../leash";
import { plainEnvironment, root } from "../root";

const running = new Set<number>();

/** Runs a program whose output belongs on the terminal; resolves to its exit code. */
export async function runVisible(
  command: string,
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Promise<number> {
  const child = spawn(command, args, {
    cwd: root,
    // A group of its own, so that its workers end with it.
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...plainEnvironment(), ...colours(), ...env } as NodeJS.ProcessEnv,
  });
  try {
    await once(child, "spawn");
  } catch (error) {
    console.error(`${command} could not be started: ${(error as Error).message}`);
    return 1;
  }
  const pid = child.pid ?? 0;
  const unleash = leash(pid, "TERM");
  running.add(pid);
  const [code] = await once(child, "exit");
  running.delete(pid);
  unleash();
  return code ?? 1;
}

/** Runs a program of `node_modules/.bin`. */
export function runTool(
  name: string,
  args: readonly string[],
  env?: Record<string, string | undefined>,
): Promise<number> {
  return runVisible(`node_modules/.bin/${name}`, args, env);
}

/** Asks whatever runs at this moment to end. */
export function endVisible(): void {
  for (const pid of running) process.kill(-pid, "SIGTERM");
}

function colours(): Record<string, string | undefined> {
  const { TERM, FORCE_COLOR, NO_COLOR } = process.env;
  return { TERM, FORCE_COLOR, NO_COLOR };
}
