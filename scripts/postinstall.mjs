// Runs at the end of `npm ci` and `npm install`.
import { fileURLToPath } from "node:url";
import { mendPostgres } from "./mend-postgres.mjs";

mendPostgres(fileURLToPath(new URL("..", import.meta.url)));
