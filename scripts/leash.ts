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
  const script = `cat >/dev/null
    kill -s ${signal} -"$0" 2>/dev/null
    n=0; while kill -0 "$0" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done
    kill -s KILL -"$0" 2>/dev/null
    rm -rf -- "$@"`;
  const watcher = spawn("sh", ["-c", script, String(pid), ...removing], {
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
