import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { ensureBuild, isBuilt } from "../build";
import { type Child, Children } from "../children";
import { prepareDatabases } from "../databases";
import { freePort } from "../free-port";
import { type Postgres, startPostgres } from "../postgres";
import { type Starting, startApp, startSandbox } from "../start-parts";
import { surroundingsOf } from "../surroundings";
import { answers, requestSync } from "../wait-for";
import { Clock } from "./clock";

/** A process of the stack that can be killed. */
export type Part = "app" | "sandbox";

/**
 * The product in surroundings that can be broken: the production build, the stand-ins and a
 * PostgreSQL of their own, each of which can be killed and started again. The stand-ins keep their
 * records in the application's database, so that one statement can compare both.
 */
export class FragileStack {
  readonly clock: Clock;
  readonly children: Children;
  #starting: Starting | undefined;
  #postgres: Postgres | undefined;
  readonly #parts = new Map<Part, Child>();
  #stopped = false;

  /** `died` is told of a part that ended without being killed; it is started again. */
  constructor(
    readonly dataDir: string,
    private readonly died: (part: Part) => void,
  ) {
    this.clock = new Clock(dataDir);
    this.children = new Children(dataDir);
  }

  get addresses(): { app: string; sandbox: string; database: string } {
    if (!this.#starting || !this.#postgres) throw new Error("the stack has not been started");
    return { ...this.#starting.addresses, database: this.#postgres.urlOf("colloquy") };
  }

  /** Starts everything on an empty database. `prepare` fills it before the application starts. */
  async start(prepare: (databaseUrl: string) => Promise<void>): Promise<void> {
    await mkdir(this.dataDir, { recursive: true });
    if (!(await isBuilt())) await ensureBuild(this.children);
    this.#postgres = await this.#startPostgres();
    await prepareDatabases(this.#postgres);
    await prepare(this.#postgres.urlOf("colloquy"));
    await this.clock.advance(0);
    this.#starting = await this.#surroundings(this.#postgres.urlOf("colloquy"));
    await this.revive("sandbox");
    await this.revive("app");
    const { app, sandbox } = this.#starting.addresses;
    await requestSync(sandbox, `${app}/api/inngest`);
  }

  /** Kills a part amid whatever it does. Of the stand-ins' process, faults that were set are forgotten. */
  async kill(part: Part): Promise<void> {
    const child = this.#parts.get(part);
    this.#parts.delete(part);
    await child?.kill();
  }

  /** Starts a part that is not there. */
  async revive(part: Part): Promise<void> {
    if (!this.#starting || this.#stopped || this.#parts.has(part)) return;
    const starting = this.#starting;
    const start = {
      app: () => startApp(starting, "production"),
      sandbox: () => startSandbox(starting),
    };
    const child = await start[part]();
    this.#parts.set(part, child);
    void child.ended.then(() => this.#supervise(part, child));
  }

  /** Ends PostgreSQL, in good order or as a crash would, and starts it again on the same data. */
  async restartPostgres(how: "stop" | "crash"): Promise<void> {
    const port = this.#postgres?.port;
    await this.#postgres?.[how]();
    this.#postgres = await this.#startPostgres(port);
  }

  /** Waits until every part answers. */
  async healthy(): Promise<void> {
    const isWell = (status: number) => status === 200;
    await answers(`${this.addresses.sandbox}/_sandbox/health`, isWell);
    await answers(`${this.addresses.app}/api/v1/health`, isWell);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.children.stopAll();
    await this.#postgres?.stop();
  }

  /** After `stop`: data and logs. */
  async remove(): Promise<void> {
    if (this.#postgres) await rm(this.#postgres.dataDir, { recursive: true, force: true });
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Whoever runs a service has it started again when it ends. */
  async #supervise(part: Part, ended: Child): Promise<void> {
    if (this.#stopped || this.#parts.get(part) !== ended) return;
    this.died(part);
    this.#parts.delete(part);
    await this.revive(part);
  }

  #startPostgres(port?: number): Promise<Postgres> {
    return startPostgres({
      dataDir: path.join(this.dataDir, "postgres"),
      logFile: path.join(this.dataDir, "logs", "postgres.log"),
      fsync: false,
      ...(port && { port }),
    });
  }

  async #surroundings(databaseUrl: string): Promise<Starting> {
    const [app, sandbox] = [await freePort(), await freePort()];
    const addresses = { app: `http://127.0.0.1:${app}`, sandbox: `http://127.0.0.1:${sandbox}` };
    const { dataDir, children, clock } = this;
    const settings = await surroundingsOf({
      ...addresses,
      databaseUrl,
      sandboxDatabaseUrl: databaseUrl,
      dataDir,
    });
    const quiet = { ...clock.environment, LOG_LEVEL: "warn" };
    return {
      children,
      addresses,
      surroundings: {
        app: { ...settings.app, ...quiet },
        sandbox: { ...settings.sandbox, ...quiet },
      },
      nodeArguments: clock.nodeArguments,
      supervised: true,
    };
  }
}
