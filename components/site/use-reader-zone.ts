"use client";

import { useSyncExternalStore } from "react";
import { ZONE_COOKIE } from "./reader-zone";
import { rememberChoice } from "./remember-choice";

const never = () => () => {};

/** The browser's zone; while the page comes alive, the one the server wrote it in. */
export function useReaderZone(serverZone: string): string {
  return useSyncExternalStore(never, browserZone, () => serverZone);
}

let known: string | undefined;

function browserZone(): string {
  if (known === undefined) {
    known = new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    // The server writes the next page in this zone from the start.
    rememberChoice(ZONE_COOKIE, known);
  }
  return known;
}
