import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { notePeer } from "./client-address";
import { metrics } from "./metrics";
import { isOwnRequest } from "./own-request";
import type { RouteOf } from "./route-of";
import { watchAction } from "./unread-actions";

declare global {
  var colloquyHttpObserved: true | undefined;
}

/** Counts and times every request that this process answers: pages, actions, routes and files alike. */
export function observeHttp(routeOf: RouteOf): void {
  if (globalThis.colloquyHttpObserved) return;
  globalThis.colloquyHttpObserved = true;
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    notePeer(request);
    watchAction(request, response);
    // The visitor's own request is the one that counts.
    if (!isOwnRequest((name) => request.headers[name])) observe(routeOf, request, response);
  });
}

function observe(routeOf: RouteOf, request: IncomingMessage, response: ServerResponse): void {
  const startedAt = performance.now();
  const { method = "", url = "" } = request;
  response.once("close", () => {
    const [path = ""] = url.split("?");
    const route = routeOf(path);
    // As nginx says it: the caller did not wait for the answer.
    const status = response.writableFinished ? response.statusCode : 499;
    metrics().httpRequests.inc({ route, method, status });
    metrics().httpSeconds.observe({ route, method }, (performance.now() - startedAt) / 1_000);
  });
}
