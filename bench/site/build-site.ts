import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Children, tailOf } from "@/scripts/children";
import { sourceFiles } from "@/scripts/digest-sources";
import { nextBin, plainEnvironment, root } from "@/scripts/root";

/** Whoever runs this may have settings of their own here, and a lock file marks the root of a project. */
const SETTINGS = /^(\.env.*|package-lock\.json)$/;

/**
 * Builds the product together with the yardsticks, from a copy of its sources in `dir`: so they run
 * in one server, and what ships can never have them, nor a setting that would bring them in. In the
 * copy the product's pages stand in a route group, which changes no address and lets the empty page
 * have a root layout of its own, as empty as itself.
 */
export async function buildSite(dir: string, children: Children): Promise<void> {
  await rm(dir, { recursive: true, force: true });
  for (const file of await sourceFiles(root)) {
    const place = path.relative(root, file);
    if (SETTINGS.test(place)) continue;
    await copy(file, path.join(dir, place.replace(/^app\//, "app/(product)/")));
  }
  await copy(path.join(root, "bench/site/yardsticks"), path.join(dir, "app", "(yardsticks)"));
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

const copy = (from: string, to: string) => cp(from, to, { recursive: true });

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
  await copy(path.join(root, "next.config.mjs"), path.join(dir, "product.config.mjs"));
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
