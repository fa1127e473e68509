import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether a process still runs; one that has ended and was not collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return statOf(pid)?.[0] !== "Z";
  } catch (error) {
    // Someone else's process is alive too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Tells a process from a later one with the same number: when it started, as the system counts.
 * Undefined when there is no such process.
 */
export function startOf(pid: number): string | undefined {
  const started = statOf(pid)?.[19];
  if (started) return started;
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return stdout?.trim() || undefined;
}

/** Linux's line about a process, from the state on; undefined elsewhere. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before it, in parentheses, may hold spaces.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/** Asks a process to end and waits; after `patienceMs` its whole group is killed. */
export async function endProcess(
  pid: number,
  signal: NodeJS.Signals,
  patienceMs: number,
): Promise<void> {
  if (!pid || !isAlive(pid)) return;
  send(pid, signal);
  for (const deadline = Date.now() + patienceMs; isAlive(pid) && Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  if (!isAlive(pid)) return;
  send(-pid, "SIGKILL");
  send(pid, "SIGKILL");
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in between.
  }
}
