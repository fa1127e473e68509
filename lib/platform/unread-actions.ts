import type { IncomingMessage, ServerResponse } from "node:http";

const HEADER = "x-colloquy-action";

/** How large what is posted to a server action may be; next.config.mjs says the same to Next. */
export const MAX_ACTION_BYTES = 256 * 1024;

declare global {
  // Pages and the server's own start are bundled apart.
  var colloquyUnreadActions: Set<string> | undefined;
}

globalThis.colloquyUnreadActions ??= new Set();
const unread = globalThis.colloquyUnreadActions;

/**
 * Watches a post that may be meant for a server action. Next answers what it cannot make arguments
 * of (no form, no JSON, too much, from another site) with a 500, as if the failure were ours: when no
 * action of ours has begun by then, the answer is a 413 or a 400.
 */
export function watchAction(request: IncomingMessage, response: ServerResponse): void {
  delete request.headers[HEADER];
  if (request.method !== "POST" || !mayCallAction(request)) return;
  const id = crypto.randomUUID();
  request.headers[HEADER] = id;
  unread.add(id);
  const tooLarge = Number(request.headers["content-length"]) > MAX_ACTION_BYTES;
  const { writeHead } = response;
  response.writeHead = (status: number, ...rest: unknown[]) =>
    Reflect.apply(writeHead, response, [
      status === 500 && unread.has(id) ? (tooLarge ? 413 : 400) : status,
      ...rest,
    ]);
  response.once("close", () => unread.delete(id));
}

/** An action of ours has begun: what fails from here on is ours. */
export const noteActionBegun = (header: (name: string) => string | null): void => {
  unread.delete(header(HEADER) ?? "");
};

/** Whether a request was meant for an action that never began. */
export const isUnreadAction = (headers: NodeJS.Dict<string | string[]>): boolean =>
  unread.has(String(headers[HEADER]));

function mayCallAction({ headers, url = "" }: IncomingMessage): boolean {
  if (url.startsWith("/api/")) return false;
  const isForm = headers["content-type"]?.toLowerCase().startsWith("multipart/form-data") ?? false;
  return isForm || headers["next-action"] !== undefined;
}
