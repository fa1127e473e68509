import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./root";
import { serveStack, wantedPort } from "./serve-stack";

const dataDir = path.join(root, ".data", "dev");
const addressFile = path.join(dataDir, "dev.json");

await serveStack({
  command: "npm run dev",
  dataDir,
  mode: "dev",
  port: wantedPort(3000),
  async started(addresses) {
    await writeFile(addressFile, JSON.stringify(addresses, null, 2));
    console.log(`
  Colloquy     ${addresses.app}
  Mail inbox   ${addresses.inbox}
  Database     ${addresses.database}
  Logs         ${path.relative(process.cwd(), path.join(dataDir, "logs"))}`);
  },
  ended: () => rm(addressFile, { force: true }),
});
