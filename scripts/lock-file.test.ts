import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { root } from "./root";

type Packages = Record<string, { optionalDependencies?: Record<string, string> }>;

test("the lock file holds the packages of every system, or npm ci refuses to install", async () => {
  const text = await readFile(path.join(root, "package-lock.json"), "utf8");
  const packages: Packages = JSON.parse(text).packages;
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isFound(packages, place, name)),
  );
  expect(missing).toEqual([]);
});

/** Looks as Node does: in the package's own folder, then in each one around it. */
function isFound(packages: Packages, place: string, name: string): boolean {
  if (`${place && `${place}/`}node_modules/${name}` in packages) return true;
  if (place === "") return false;
  const outer = place.lastIndexOf("/node_modules/");
  return isFound(packages, outer < 0 ? "" : place.slice(0, outer), name);
}
