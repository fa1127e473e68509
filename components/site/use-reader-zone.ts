"use client";

import { useSyncExternalStore } from "react";
import { ZONE_COOKIE } from "./reader-zone";

const never = () => () => {};
const YEAR_SECONDS = 31_536_000;

/** The browser's zone; while the page comes alive, the one the server wrote it in. */
export function useReaderZone(serverZone: string): string {
  return useSyncExternalStore(never, browserZone, () => serverZone);
}

let known: string | undefined;

function browserZone(): string {
  if (known === undefined) {
    known = new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    // The server writes the next page in this zone from the start.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${ZONE_COOKIE}=${known}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  }
  return known;
}
