import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Says what keeps `node_modules` from being what `package-lock.json` describes, undefined when
 * nothing does. npm writes its own account of what it installed only when it has finished, so an
 * interrupted installation counts as missing.
 * @param {string} root
 * @returns {string | undefined}
 */
export function missingPackage(root) {
  const wanted = packages(path.join(root, "package-lock.json"));
  const present = packages(path.join(root, "node_modules", ".package-lock.json"));
  if (!wanted) return undefined;
  if (!present) return "nothing is installed yet";
  for (const [name, { version, optional, devOptional }] of Object.entries(wanted)) {
    if (name === "" || version === undefined) continue;
    const found = present[name];
    // Packages for other systems are optional and rightly absent.
    if (!found && !optional && !devOptional) return `${name} is missing`;
    if (found && found.version !== version) return `${name} is not ${version}`;
  }
  return undefined;
}

function packages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
