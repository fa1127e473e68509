import { spawn } from "node:child_process";
import { Socket } from "node:net";

/**
 * Ties a process group to this process: should this one end in any way, even by SIGKILL, the
 * group gets the signal, and the named files and folders are removed. Call the result once the group
 * has ended by itself, so that its number is not signalled after going to another program.
 *
 * It works by a pipe, which the system closes with this process whatever happens to it.
 */
export function leash(pid: number, signal: "INT" | "TERM", removing: string[] = []): () => void {
  // Shells differ in how they take a negative number; one of the two forms suits each.
  const script = `cat >/dev/null
    signal() { kill -s "$1" -- -"$2" || kill -"$1" -"$2"; } 2>/dev/null
    group=$1; shift
    signal ${signal} "$group"
    n=0; while kill -0 "$group" 2>/dev/null && [ $n -lt 80 ]; do sleep 0.1; n=$((n+1)); done
    signal KILL "$group"
    rm -rf -- "$@"`;
  const watcher = spawn("sh", ["-c", script, "leash", String(pid), ...removing], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // A pipe that is still referenced would keep this process from ending when its work is done.
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  return () => {
    watcher.kill("SIGKILL");
  };
}
