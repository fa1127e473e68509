/**
 * A slot's id says which researcher and when, so that an id can be resolved without a stored row.
 * Layout, 23 bytes: version (1), researcher's UUID (16), start in minutes since 1970 (4), length in minutes (2).
 */
import { MINUTE_MS } from "@/lib/platform/time";

export type SlotKey = { researcherId: string; startsAt: number; endsAt: number };

const VERSION = 1;
const BYTES = 23;
const CHARACTERS = 31;
// To the end of the year 9998: four bytes go further, what reads times on the way does not.
const MAX_START_MINUTE = Date.UTC(9999, 0, 1) / MINUTE_MS - 1;
const MAX_LENGTH_MINUTES = 0xffff;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The id of a slot: 31 URL-safe characters. Times are epoch ms on whole minutes.
 * Throws RangeError for a researcher id that is not a UUID, or times that no slot can have.
 */
export function encodeSlotId({ researcherId, startsAt, endsAt }: SlotKey): string {
  const startMinute = startsAt / MINUTE_MS;
  const lengthMinutes = (endsAt - startsAt) / MINUTE_MS;
  if (!UUID.test(researcherId)) throw new RangeError("researcherId is not a UUID");
  if (!isWithin(startMinute, 0, MAX_START_MINUTE)) {
    throw new RangeError("startsAt is not a whole minute since 1970");
  }
  if (!isWithin(lengthMinutes, 1, MAX_LENGTH_MINUTES)) {
    throw new RangeError("endsAt is not a whole number of minutes after startsAt");
  }
  const bytes = Buffer.alloc(BYTES);
  bytes.writeUInt8(VERSION, 0);
  bytes.write(researcherId.replaceAll("-", ""), 1, "hex");
  bytes.writeUInt32BE(startMinute, 17);
  bytes.writeUInt16BE(lengthMinutes, 21);
  return bytes.toString("base64url");
}

/** What an id stands for, or null for a text that encodeSlotId never returns. */
export function decodeSlotId(text: string): SlotKey | null {
  if (text.length !== CHARACTERS) return null;
  const bytes = Buffer.from(text, "base64url");
  // Buffer skips what it cannot read, so only a text that it writes back the same is an id.
  if (bytes.toString("base64url") !== text) return null;
  const lengthMinutes = bytes.readUInt16BE(21);
  if (bytes.readUInt8(0) !== VERSION || lengthMinutes === 0) return null;
  if (bytes.readUInt32BE(17) > MAX_START_MINUTE) return null;
  const startsAt = bytes.readUInt32BE(17) * MINUTE_MS;
  const researcherId = bytes
    .toString("hex", 1, 17)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { researcherId, startsAt, endsAt: startsAt + lengthMinutes * MINUTE_MS };
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
