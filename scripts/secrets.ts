import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * A secret for each name, 32 random bytes as base64url, made once per data folder and kept in
 * `secrets.json`: with the same ones a second run accepts the sessions of the first.
 */
export async function keptSecrets<Name extends string>(
  dataDir: string,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const file = path.join(dataDir, "secrets.json");
  const kept = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
  const secrets = Object.fromEntries(
    names.map((name) => [name, kept[name] ?? randomBytes(32).toString("base64url")]),
  ) as Record<Name, string>;
  // Whoever asks for some of those that are there changes nothing.
  if (names.every((name) => kept[name])) return secrets;
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, JSON.stringify({ ...kept, ...secrets }, null, 2), { mode: 0o600 });
  return secrets;
}
