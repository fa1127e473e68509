import { createRequire } from "node:module";
import { migrateDatabase } from "../db/migrate";
import { root } from "./root";

// Through `require`, because the package's CommonJS names are not seen by an import.
const { loadEnvConfig } = createRequire(import.meta.url)("@next/env");

loadEnvConfig(root, process.env.NODE_ENV !== "production");
const url = process.env.DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL is missing (.env.example explains it).");
  process.exit(1);
}
await migrateDatabase(url);
console.log("The database is up to date.");
