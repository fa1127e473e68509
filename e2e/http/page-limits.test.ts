import { get } from "node:http";
import { expect, test } from "vitest";
import { useUp } from "./support/limits";
import { app } from "./support/stack";

type Answer = { status: number; headers: Record<string, string | undefined>; body: string };

/** A page as a visitor of this network address asks for it: the limit of the other tests' address is left alone. */
function visit(address: string, path: string, headers: Record<string, string> = {}) {
  const { port } = new URL(app);
  const asked = { accept: "text/html", ...headers };
  return new Promise<Answer>((resolve, reject) => {
    get(
      { host: "127.0.0.1", port, path, localAddress: address, headers: asked, agent: false },
      (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (text) => {
          body += text;
        });
        response.once("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Answer["headers"],
            body,
          }),
        );
      },
    ).once("error", reject);
  });
}

test("whoever has too many pages rendered is told in a page when to come back", async () => {
  const address = "127.0.0.77";
  const search = () => visit(address, `/researchers?query=${crypto.randomUUID()}`);
  await useUp("page", address, 2);
  expect((await search()).status).toBe(200);
  expect((await search()).status).toBe(200);
  const refused = await search();
  expect(refused.status).toBe(429);
  const wait = Number(refused.headers["retry-after"]);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(refused.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(refused.headers["content-security-policy"]).toMatch(/^default-src 'none';/);
  expect(refused.body).toMatch(
    /<h1>Too many pages at once<\/h1>\n<p>.* again in \d+ seconds\.<\/p>/,
  );
  // What a script of ours fetches costs as much, and a made-up session none the less.
  const others: Record<string, string>[] = [
    { rsc: "1", accept: "*/*" },
    { rsc: "1", accept: "*/*", "next-router-prefetch": "2" },
    { cookie: "next-auth.session-token=x" },
    // Headers by which others are told apart from pages, on what is one.
    { "next-action": "x" },
    { "next-router-prefetch": "1" },
  ];
  for (const headers of others)
    expect((await visit(address, "/researchers?query=x", headers)).status).toBe(429);
});

test("pages that are in memory are served all the same", async () => {
  const address = "127.0.0.78";
  const path = "/researchers?sort=price";
  const [shared, own] = [() => visit("127.0.0.1", path), () => visit(address, path)];
  await useUp("page", address, 0);
  expect((await own()).status).toBe(429);
  // Pages are kept for two seconds: somebody else has this one rendered as often as it takes.
  await expect
    .poll(async () => (await shared()) && (await own()).status, { timeout: 20_000 })
    .toBe(200);
});

test("next-auth's own addresses are counted with the API's", async () => {
  const address = "127.0.0.79";
  await useUp("address", address, 1);
  expect((await visit(address, "/api/auth/session")).status).toBe(200);
  for (const path of ["/api/auth/session", "/api/auth/csrf", "/api/auth/providers"]) {
    const { status, headers } = await visit(address, path);
    expect([path, status, Number(headers["retry-after"]) > 0]).toEqual([path, 429, true]);
  }
});
