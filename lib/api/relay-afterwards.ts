import { after } from "next/server";
import { database } from "@/lib/platform/context";
import { relayQuietly } from "@/lib/platform/outbox";

/** Relays the outbox once the answer is out; the minutely relay makes up for a failure. */
export function relayAfterwards(): void {
  after(() => relayQuietly({ db: database() }));
}
