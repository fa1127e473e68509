import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { isUnreadAction, MAX_ACTION_BYTES, noteActionBegun, watchAction } from "./unread-actions";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** The status of a post to a server that answers so once it has looked at the request as ours does. */
async function statusOf(answer: Answer, init: RequestInit, path = "/account"): Promise<number> {
  const server = createServer((request, response) => {
    watchAction(request, response);
    request.resume().once("end", () => answer(request, response));
  });
  servers.push(server);
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", ...init })).status;
}

const fail: Answer = (_, response) => {
  response.statusCode = 500;
  response.end("failed");
};
const failAfterBeginning: Answer = (request, response) => {
  noteActionBegun((name) => String(request.headers[name]));
  fail(request, response);
};
const action = { headers: { "next-action": "x" } };
const form = { body: new FormData() };

test("an action that cannot be read is its caller's mistake, and one that fails is ours", async () => {
  expect(await statusOf(fail, action)).toBe(400);
  expect(await statusOf(fail, form)).toBe(400);
  expect(await statusOf(fail, { ...action, body: "x".repeat(MAX_ACTION_BYTES + 1) })).toBe(413);
  expect(await statusOf(failAfterBeginning, action)).toBe(500);
  expect(await statusOf(failAfterBeginning, form)).toBe(500);
});

test("whatever else fails, and whatever does not, keeps its status", async () => {
  expect(await statusOf(fail, { ...action, method: "GET" })).toBe(500);
  expect(await statusOf(fail, { body: "{}" })).toBe(500);
  expect(await statusOf(fail, action, "/api/v1/consulting/sessions")).toBe(500);
  expect(await statusOf((_, response) => void response.writeHead(404).end(), action)).toBe(404);
  expect(await statusOf((_, response) => void response.end(), action)).toBe(200);
});

test("a request is known as unread until its action begins, whatever its caller wrote", async () => {
  const seen: boolean[] = [];
  const headers = { ...action.headers, "x-colloquy-action": "forged" };
  await statusOf(
    (request, response) => {
      expect(request.headers["x-colloquy-action"]).not.toBe("forged");
      seen.push(isUnreadAction(request.headers));
      noteActionBegun((name) => String(request.headers[name]));
      seen.push(isUnreadAction(request.headers));
      response.end();
    },
    { headers },
  );
  expect(seen).toEqual([true, false]);
});
