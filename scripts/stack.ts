import path from "node:path";
import { ensureBuild, isBuilt } from "./build";
import { Children } from "./children";
import { claimFolder } from "./claim-folder";
import { ensureSeeded, prepareDatabases } from "./databases";
import { freePort, rememberedPort, requireFreePort } from "./free-port";
import { type Postgres, startPostgres } from "./postgres";
import { stage } from "./progress";
import { plainEnvironment } from "./root";
import type { StackAddresses } from "./stack-addresses";
import { type Starting, startApp, startSandbox } from "./start-parts";
import { type Surroundings, surroundingsOf } from "./surroundings";
import { answers, requestSync } from "./wait-for";

export type StackOptions = {
  /** Databases, logs and secrets live here; one stack at a time. */
  dataDir: string;
  /** `production` serves the built application, `dev` compiles as it goes. */
  mode: "production" | "dev";
  /** Of the application; 0 takes any free one. */
  port: number;
  /** A throw-away database without fsync. */
  disposable?: boolean;
};

/** The whole product on this machine: PostgreSQL, the sandbox and the application. */
export class Stack {
  readonly children: Children;
  #postgres: Postgres | undefined;
  #release: (() => Promise<void>) | undefined;
  #stopping: Promise<void> | undefined;

  constructor(readonly options: StackOptions) {
    this.children = new Children(options.dataDir);
  }

  /**
   * Starts everything and tells of each stage on the terminal. Throws FolderInUse or
   * PortTaken, or an Error that says which stage failed; call `stop` then too.
   */
  async start(): Promise<StackAddresses> {
    const { dataDir, mode } = this.options;
    this.#release = await claimFolder(dataDir);
    await this.children.endLeftovers();
    await requireFreePort(this.options.port);
    const server = await stage("Starting PostgreSQL", () => this.#startPostgres());
    const addresses = await this.#chooseAddresses(server);
    const surroundings = await this.#surroundings(server, addresses);
    await stage("Migrating the database", () => prepareDatabases(server));
    await stage("Seeding the demo's data", () =>
      ensureSeeded(server, this.children, { ...plainEnvironment(), ...surroundings.app }),
    );
    if (mode === "production" && !(await isBuilt())) {
      await stage("Building for production", () => ensureBuild(this.children));
    }
    const starting = { children: this.children, addresses, surroundings };
    await stage("Starting the sandbox", () => startSandbox(starting));
    await stage("Starting the application", () => this.#startApp(starting));
    return addresses;
  }

  /** Rejects when a part of the stack has ended without being asked. */
  get failure(): Promise<never> {
    return this.children.failure;
  }

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** Stops all parts, the application first. May be called at any time, more than once. */
  stop(): Promise<void> {
    this.#stopping ??= (async () => {
      await this.children.stopAll();
      await this.#postgres?.stop();
      await this.#release?.();
    })();
    return this.#stopping;
  }

  async #startPostgres(): Promise<Postgres> {
    const { dataDir, disposable = false } = this.options;
    this.#postgres = await startPostgres({
      dataDir: path.join(dataDir, "postgres"),
      logFile: path.join(dataDir, "logs", "postgres.log"),
      disposable,
    });
    this.children.watch("PostgreSQL", this.#postgres.ended, () => this.isStopping);
    return this.#postgres;
  }

  async #chooseAddresses(server: Postgres): Promise<StackAddresses> {
    const port = await rememberedPort(path.join(this.options.dataDir, "sandbox-port"));
    const sandbox = `http://127.0.0.1:${port}`;
    return {
      app: `http://localhost:${this.options.port || (await freePort())}`,
      sandbox,
      inbox: `${sandbox}/inbox`,
      database: server.urlOf("colloquy"),
      pid: process.pid,
    };
  }

  #surroundings(server: Postgres, { app, sandbox }: StackAddresses): Promise<Surroundings> {
    return surroundingsOf({
      app,
      sandbox,
      databaseUrl: server.urlOf("colloquy"),
      sandboxDatabaseUrl: server.urlOf("colloquy_sandbox"),
      dataDir: this.options.dataDir,
    });
  }

  async #startApp(starting: Starting): Promise<void> {
    const { app, sandbox } = starting.addresses;
    await startApp(starting, this.options.mode);
    await this.#orFailure(requestSync(sandbox, `${app}/api/inngest`));
    await this.#orFailure(answers(`${app}/api/v1/health`, (status) => status === 200));
  }

  #orFailure<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.failure]);
  }
}
