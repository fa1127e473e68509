import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Children, tailOf } from "@/scripts/children";
import { nextBin, plainEnvironment, root } from "@/scripts/root";

/** What a production build reads, but for `app`. */
const COPIED = ["components", "db", "lib", "package.json", "postcss.config.mjs", "proxy.ts"];

/**
 * Builds the product together with the yardsticks, from a copy of its sources in `dir`: so they run
 * in one server, and what ships can never have them, nor a setting that would bring them in. In the
 * copy the product's pages stand in a route group, which changes no address and lets the empty page
 * have a root layout of its own, as empty as itself.
 */
export async function buildSite(dir: string, children: Children): Promise<void> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(path.join(dir, "app"), { recursive: true });
  for (const name of COPIED) await copy(name, path.join(dir, name));
  await copy("app", path.join(dir, "app", "(product)"));
  await copy("bench/site/yardsticks", path.join(dir, "app", "(yardsticks)"));
  await leadToPackages(path.join(dir, "app", "(product)", "fonts.ts"));
  await writeSettings(dir);
  const build = await children.start({
    name: "build",
    command: process.execPath,
    args: [nextBin, "build", dir],
    env: { ...plainEnvironment(), NODE_ENV: "production" },
    oneOff: true,
  });
  if ((await build.ended) !== 0) {
    throw new Error(`next build failed\n${await tailOf(build.logFile, 60)}`);
  }
}

function copy(name: string, to: string): Promise<void> {
  return cp(path.join(root, name), to, {
    recursive: true,
    filter: (file) => !/\.test\.tsx?$/.test(file),
  });
}

/** The fonts are named by their place, which is farther from here. */
async function leadToPackages(file: string): Promise<void> {
  const there = path.relative(path.dirname(file), path.join(root, "node_modules"));
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replaceAll('"../node_modules/', `"${there}/`));
}

async function writeSettings(dir: string): Promise<void> {
  const tsconfig = JSON.parse(await readFile(path.join(root, "tsconfig.json"), "utf8"));
  tsconfig.compilerOptions.paths = { "@/app/*": ["./app/(product)/*"], "@/*": ["./*"] };
  await writeFile(path.join(dir, "tsconfig.json"), JSON.stringify(tsconfig, null, 2));
  await copy("next.config.mjs", path.join(dir, "product.config.mjs"));
  // The types are the checks' business, and half of the build's time.
  const config = `import product from "./product.config.mjs";
export default {
  ...product,
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: ${JSON.stringify(root)} },
};
`;
  await writeFile(path.join(dir, "next.config.mjs"), config);
}
