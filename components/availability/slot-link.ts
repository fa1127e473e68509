export type ChosenSlot = { researcherId: string; startMinute: number; sessionMinutes: number };

const VERSION = 1;

/**
 * Where a chosen time is booked. The slot's id is the one of lib/availability/slot-id.ts, written here
 * with what a browser has: version, researcher, start minute, length in minutes, base64url.
 */
export function bookingHref(slot: ChosenSlot, paperId?: string | null): string {
  const query = new URLSearchParams({ slot: slotId(slot), ...(paperId && { paper: paperId }) });
  return `/book?${query}`;
}

/** Where a chosen time leads: to the page that books it, or to the one that moves a session there. */
export function slotHref(
  slot: ChosenSlot,
  { paperId, move }: { paperId: string | null; move?: { path: string } | undefined },
): string {
  return move ? `${move.path}?to=${slotId(slot)}` : bookingHref(slot, paperId);
}

export function slotId({ researcherId, startMinute, sessionMinutes }: ChosenSlot): string {
  const bytes = new DataView(new ArrayBuffer(23));
  bytes.setUint8(0, VERSION);
  const hex = researcherId.replaceAll("-", "");
  for (let at = 0; at < 16; at++) {
    bytes.setUint8(1 + at, Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
  }
  bytes.setUint32(17, startMinute);
  bytes.setUint16(21, sessionMinutes);
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes.buffer)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
