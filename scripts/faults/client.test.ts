import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Client, GaveUp } from "./client";
import { Tally } from "./tally";

type Reply = number | "cut" | "never";

let replies: Reply[];
let server: Server;
let url: string;
let tally: Tally;
let end: AbortController;
beforeEach(async () => {
  replies = [];
  tally = new Tally();
  end = new AbortController();
  server = createServer((request, response) => {
    const reply = replies.shift() ?? 200;
    if (reply === "cut") request.socket.destroy();
    else if (reply !== "never") response.writeHead(reply).end(JSON.stringify({ reply }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bookings`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const client = (patienceMs: number) => new Client(tally, patienceMs, end.signal);

test("no answer, 429 and 5xx are tried again until there is an answer, and counted", async () => {
  replies = [503, "cut", 429, 500];
  expect(await client(30_000).call(url, {})).toEqual({ status: 200, body: { reply: 200 } });
  expect(tally.total).toBe(4);
  expect(tally.entries().map(([name]) => name)).toEqual(
    expect.arrayContaining(["answered 429", "answered 500", "answered 503"]),
  );
});

test("an attempt that is never answered is given up and made again", async () => {
  replies = ["never"];
  const hasty = new Client(tally, 30_000, end.signal, 100);
  expect(await hasty.call(url, {})).toEqual({ status: 200, body: { reply: 200 } });
  expect(tally.entries()).toEqual([["not answered in time", 1]]);
});

test("a refusal is the answer", async () => {
  replies = [409];
  expect(await client(30_000).call(url, {})).toEqual({ status: 409, body: { reply: 409 } });
  expect(tally.total).toBe(0);
});

test("patience ends", async () => {
  replies = Array.from({ length: 50 }, () => 500);
  const call = client(200).call(url, { method: "POST" });
  await expect(call).rejects.toThrow(GaveUp);
  await expect(call).rejects.toThrow("POST /bookings failed for 0.2 s, at last: answered 500");
});

test("the end of the campaign ends it at once", async () => {
  replies = Array.from({ length: 50 }, () => 500);
  const call = client(30_000).call(url, {});
  end.abort();
  await expect(call).rejects.toThrow("aborted");
});
