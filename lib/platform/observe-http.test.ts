import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { metrics } from "./metrics";
import { observeHttp } from "./observe-http";
import { routesOf } from "./route-of";

let server: Server;
let origin: string;
let leave: () => void = () => {};
beforeAll(async () => {
  observeHttp(() => "/any");
  server = createServer((request, response) => {
    // Never answers this one.
    if (request.url === "/slow") return leave();
    response.statusCode = request.url === "/missing" ? 404 : 200;
    response.end("hello");
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const counts = async () =>
  (await metrics().httpRequests.get()).values.map(({ labels, value }) => [
    labels.method,
    labels.status,
    value,
  ]);

test("every request is counted once by method and status, one whose caller left as 499", async () => {
  for (const path of ["/", "/?email=ada@private.example", "/missing"]) await fetch(origin + path);
  await fetch(origin, { method: "POST" });
  const caller = new AbortController();
  leave = () => caller.abort();
  await expect(fetch(`${origin}/slow`, { signal: caller.signal })).rejects.toThrow();
  await expect.poll(counts).toEqual([
    ["GET", 200, 2],
    ["GET", 404, 1],
    ["POST", 200, 1],
    ["GET", 499, 1],
  ]);
  const text = await metrics().registry.metrics();
  expect(text).toMatch(
    /colloquy_http_request_duration_seconds_count\{route="\/any",method="GET"\} 4/,
  );
  expect(text).not.toContain("private.example");
});

test("a path is told as its route, and one without a route as other", () => {
  const routeOf = routesOf({
    staticRoutes: [{ page: "/sessions", regex: "^/sessions(?:/)?$" }],
    rewrites: { afterFiles: [{ source: "/api/sessions/:path*", regex: "^/api/sessions/(.+)$" }] },
    dynamicRoutes: [{ page: "/sessions/[id]", regex: "^/sessions/([^/]+?)(?:/)?$" }],
  });
  const told = ["/sessions", "/sessions/7", "/api/sessions/7", "/_next/a.js", "/ada@x.example"];
  expect(told.map(routeOf)).toEqual([
    "/sessions",
    "/sessions/[id]",
    "/api/sessions/:path*",
    "/_next",
    "other",
  ]);
});
