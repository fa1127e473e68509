import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

/** Which of the product's routes a path belongs to. */
export type RouteOf = (pathname: string) => string;

const Page = z.object({ page: z.string(), regex: z.string() });
const Rewrite = z.object({ source: z.string(), regex: z.string() });
const Manifest = z.object({
  staticRoutes: z.array(Page),
  rewrites: z.object({ afterFiles: z.array(Rewrite) }),
  dynamicRoutes: z.array(Page),
});

/** The routes as the build lists them; without a build every path is of an unknown route. */
export async function readRoutes(folder = path.join(process.cwd(), ".next")): Promise<RouteOf> {
  const text = await readFile(path.join(folder, "routes-manifest.json"), "utf8").catch(() => null);
  return text === null ? () => "unknown" : routesOf(Manifest.parse(JSON.parse(text)));
}

/** Anything that has no route of its own is "other": strangers ask for whatever they like. */
export function routesOf(manifest: z.infer<typeof Manifest>): RouteOf {
  const fixed = new Set(manifest.staticRoutes.map(({ page }) => page));
  const patterns = [
    ...manifest.rewrites.afterFiles.map(({ source, regex }) => ({ page: source, regex })),
    ...manifest.dynamicRoutes,
  ].map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }));
  return (pathname) => {
    if (fixed.has(pathname)) return pathname;
    if (pathname.startsWith("/_next/")) return "/_next";
    return patterns.find(({ pattern }) => pattern.test(pathname))?.page ?? "other";
  };
}
