import { readFileSync } from "node:fs";

/** An answer as it was recorded or documented; the README beside it tells where from. */
export const recorded = (name: string): string =>
  readFileSync(new URL(`./recorded/${name}`, import.meta.url), "utf8");

export const recordedJson = <T>(name: string): T => JSON.parse(recorded(name)) as T;
