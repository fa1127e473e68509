import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { leash } from "./leash";
import { endProcess, isAlive, startOf } from "./processes";
import { root } from "./root";

export type ChildOptions = {
  /** Names the log and pid files, e.g. `sandbox`. */
  name: string;
  command: string;
  args: readonly string[];
  env: Record<string, string | undefined>;
  /** It ends by itself, so that its end alone is no failure. */
  oneOff?: boolean;
};

export type Child = {
  pid: number;
  logFile: string;
  /** Resolves when it has ended, wanted or not, to its exit code (1 after a signal). */
  ended: Promise<number>;
  stop(): Promise<void>;
  /** Ends it as a crash would: it gets no chance to finish anything. */
  kill(): Promise<void>;
};

/** The processes of one data folder: logs in `logs/`, numbers in `pids/`. */
export class Children {
  /** Rejects once a child has ended without being asked, with the tail of its log. */
  readonly failure: Promise<never>;
  #fail: (error: Error) => void = () => {};
  /** In the order of their start. */
  readonly #running = new Set<Child>();
  readonly #named = new Set<string>();

  constructor(readonly dataDir: string) {
    this.failure = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // Whoever waits hears of it; nobody waiting must not end this process.
    this.failure.catch(() => {});
  }

  /** Starts a process in a group of its own, so that Ctrl-C reaches it only through `stop`. */
  async start({ name, command, args, env, oneOff }: ChildOptions): Promise<Child> {
    const logFile = path.join(this.dataDir, "logs", `${name}.log`);
    await mkdir(path.dirname(logFile), { recursive: true });
    // One that is started again goes on with its log.
    const log = await open(logFile, this.#named.has(name) ? "a" : "w");
    this.#named.add(name);
    const child = spawn(command, args, {
      detached: true,
      cwd: root,
      stdio: ["ignore", log.fd, log.fd],
      env: env as NodeJS.ProcessEnv,
    });
    await once(child, "spawn");
    await log.close();
    const pid = child.pid ?? 0;
    await this.#remember(name, pid);
    let wanted = oneOff === true;
    const unleash = leash(pid, "TERM");
    const ended = endOf(child).then(async ({ code, how }) => {
      unleash();
      await rm(this.#pidFile(name), { force: true });
      if (!wanted) this.#fail(new Error(`${name} ${how}\n${await tailOf(logFile)}`));
      return code;
    });
    const stop = async () => {
      wanted = true;
      await endProcess(pid, "SIGTERM", 8_000);
      await ended;
    };
    const kill = async () => {
      wanted = true;
      // The whole group; it may have ended by itself meanwhile.
      if (isAlive(pid)) process.kill(-pid, "SIGKILL");
      await ended;
    };
    const started: Child = { pid, logFile, ended, stop, kill };
    this.#running.add(started);
    ended.then(() => this.#running.delete(started));
    return started;
  }

  /** Counts the end of a process started elsewhere as a failure, unless it was `wanted`. */
  watch(name: string, ended: Promise<void>, wanted: () => boolean): void {
    ended.then(() => wanted() || this.#fail(new Error(`${name} ended unexpectedly`)));
  }

  /** Stops every child, the last one started first. */
  async stopAll(): Promise<void> {
    for (const child of [...this.#running].reverse()) await child.stop();
  }

  /** Ends what an earlier run left behind, which happens only if its leash was killed as well. */
  async endLeftovers(): Promise<void> {
    const files = await readdir(path.join(this.dataDir, "pids")).catch(() => []);
    for (const file of files) {
      const full = path.join(this.dataDir, "pids", file);
      const [pid, started] = (await readFile(full, "utf8")).split("\n");
      if (pid && started && startOf(Number(pid)) === started) {
        await endProcess(Number(pid), "SIGTERM", 8_000);
      }
      await rm(full, { force: true });
    }
  }

  async #remember(name: string, pid: number): Promise<void> {
    await mkdir(path.join(this.dataDir, "pids"), { recursive: true });
    await writeFile(this.#pidFile(name), `${pid}\n${startOf(pid)}`);
  }

  #pidFile(name: string): string {
    return path.join(this.dataDir, "pids", name);
  }
}

async function endOf(child: ChildProcess): Promise<{ code: number; how: string }> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  if (child.signalCode) return { code: 1, how: `was killed by ${child.signalCode}` };
  return { code: child.exitCode ?? 1, how: `ended with code ${child.exitCode}` };
}

/** The last lines of a log, indented, for an error message. */
export async function tailOf(logFile: string, lines = 30): Promise<string> {
  const text = await readFile(logFile, "utf8").catch(() => "");
  const tail = text.trimEnd().split("\n").slice(-lines);
  return `Last lines of ${logFile}:\n${tail.map((line) => `  ${line}`).join("\n")}`;
}
