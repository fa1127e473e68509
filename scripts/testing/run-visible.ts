import { spawn } from "node:child_process";
import { once } from "node:events";
import { plainEnvironment, root } from "../root";

const running = new Set<() => void>();

/** Runs a program whose output belongs on the terminal; resolves to its exit code. */
export async function runVisible(
  command: string,
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Promise<number> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...plainEnvironment(), ...colours(), ...env } as NodeJS.ProcessEnv,
  });
  const end = () => child.kill("SIGTERM");
  running.add(end);
  try {
    const [code] = await once(child, "exit");
    return code ?? 1;
  } catch (error) {
    console.error(`${command} could not be started: ${(error as Error).message}`);
    return 1;
  } finally {
    running.delete(end);
  }
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
  for (const end of running) end();
}

function colours(): Record<string, string | undefined> {
  const { TERM, FORCE_COLOR, NO_COLOR } = process.env;
  return { TERM, FORCE_COLOR, NO_COLOR };
}
