import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Hono } from "hono";

/** `/stripe.js`: the folder `browser` as one classic script, built once when first asked for. */
export function createStripeJs(): Hono {
  let script: Promise<string> | undefined;
  const app = new Hono();
  app.get("/stripe.js", async (c) => {
    script ??= bundle();
    c.header("Content-Type", "text/javascript; charset=utf-8");
    c.header("Access-Control-Allow-Origin", "*");
    c.header("Cross-Origin-Resource-Policy", "cross-origin");
    c.header("Cache-Control", "no-cache");
    return c.body(await script);
  });
  return app;
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL("browser/stripe.ts", import.meta.url))],
    bundle: true,
    format: "iife",
    target: "es2022",
    write: false,
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error("the script for the browser was not built");
  return file.text;
}
