const HEADER = "x-colloquy-own-request";

declare global {
  // The proxy and what counts requests are bundled apart, and share this secret.
  var colloquyOwnRequest: string | undefined;
}

globalThis.colloquyOwnRequest ??= crypto.randomUUID();
const secret = globalThis.colloquyOwnRequest;

/** Marks a request that this process makes to itself. */
export const ownRequest = { [HEADER]: secret };

/** Whether this process has made the request itself; nobody else knows the secret. */
export const isOwnRequest = (header: (name: string) => unknown) => header(HEADER) === secret;
