import path from "node:path";
import { seedManyResearchers } from "@/db/seed/many-researchers";
import { seedDemo } from "@/db/seed/seed-demo";
import type { Children } from "@/scripts/children";
import { freePort } from "@/scripts/free-port";
import { stage } from "@/scripts/progress";
import { nextBin, plainEnvironment } from "@/scripts/root";
import { surroundingsOf } from "@/scripts/surroundings";
import { answers } from "@/scripts/wait-for";
import type { BenchDatabase } from "../environment";
import { buildSite } from "./build-site";

/** How many researchers the directory lists besides the demo's. */
export const MANY = 2_000;

export type Site = {
  /** The origin: the product, and beside it the yardsticks `/bare` and `/empty`. */
  url: string;
  database: BenchDatabase;
};

type Parts = {
  dataDir: string;
  children: Children;
  database: BenchDatabase;
};

/** Builds and serves the product with the yardsticks, over the demo's data and many more researchers. */
export async function startSite({ dataDir, children, database }: Parts): Promise<Site> {
  const dir = path.join(dataDir, "site");
  await stage("Building for production", () => buildSite(dir, children));
  await stage("Seeding", async () => {
    await seedDemo(database.url);
    await seedManyResearchers(database.db, MANY, 1);
  });
  const port = await freePort();
  const url = `http://localhost:${port}`;
  // Nothing that is measured asks another service, so none is started to take its share of the machine.
  const nobody = `http://127.0.0.1:${await freePort()}`;
  const { app } = await surroundingsOf({
    app: url,
    sandbox: nobody,
    databaseUrl: database.url,
    sandboxDatabaseUrl: database.url,
    dataDir,
  });
  await children.start({
    name: "app",
    command: process.execPath,
    args: [nextBin, "start", dir, "-p", String(port)],
    env: { ...plainEnvironment(), ...app, NODE_ENV: "production" },
  });
  await stage("Starting the application", () =>
    answers(`${url}/api/v1/health`, (status) => status === 200),
  );
  return { url, database };
}
