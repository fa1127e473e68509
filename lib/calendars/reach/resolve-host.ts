import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { FeedError } from "../feed-problem";
import { isPublicAddress } from "./is-public-address";

export type HostAddress = { address: string; family: number };
export type Resolve = (hostname: string) => Promise<HostAddress[]>;

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * The IP address to connect to for a URL. A name is resolved once, here, and whoever connects uses
 * the answer, so that a name cannot lead elsewhere a moment later. One answer that is not public
 * spoils them all. Hosts of `allowed` (name, or name:port) may be anywhere.
 */
export async function resolveHost(
  { host, hostname }: URL,
  allowed: readonly string[],
  resolve: Resolve,
): Promise<HostAddress> {
  const literal = hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(literal);
  const answers = family ? [{ address: literal, family }] : await ask(literal, resolve);
  const [first] = answers;
  if (!first) throw new FeedError("unreachable");
  if (allowed.includes(host) || allowed.includes(hostname)) return first;
  if (!answers.every(({ address }) => isPublicAddress(address))) throw new FeedError("not-public");
  return first;
}

async function ask(hostname: string, resolve: Resolve): Promise<HostAddress[]> {
  try {
    return await resolve(hostname);
  } catch {
    throw new FeedError("unreachable");
  }
}
