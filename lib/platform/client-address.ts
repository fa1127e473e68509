import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

const PEER = "x-colloquy-peer";

/** Notes on a request who is at the other end of its connection, over whatever the caller wrote there. */
export function notePeer(request: IncomingMessage): void {
  request.headers[PEER] = request.socket.remoteAddress ?? "";
}

/**
 * The network address of the caller, beyond as many of our own proxies as there are: each adds the
 * address it was called from to X-Forwarded-For, and what stands before those anybody can have
 * written. Of an IPv6 address only the network (/64), which one subscriber has to himself.
 */
export function clientAddress(header: (name: string) => string | null, proxies: number): string {
  const forwarded = (header("x-forwarded-for") ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter(Boolean);
  // Next adds the peer itself where a request came without the header.
  const hops = proxies === 0 ? [] : forwarded;
  const address = hops.at(-proxies) ?? hops[0] ?? header(PEER) ?? "";
  return networkOf(address);
}

function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = (plain.split("%")[0] ?? "").split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  const groups = tail === undefined ? left : [...left, ...zeros, ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
