import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { sharedVisit, withFreshNonce } from "./shared-page";

const visit = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  sharedVisit(
    new NextRequest(`http://localhost:3000${path}`, {
      method,
      headers: { accept: "text/html,*/*;q=0.8", ...headers },
    }),
  );

test("a visit is told by its address, and by the zone and theme that the browser has told", () => {
  expect(visit("/")).toEqual({ address: "/", theme: "system", zone: undefined });
  expect(visit("/researchers?query=a%20b", { cookie: "zone=Asia/Tokyo; theme=dark" })).toEqual({
    address: "/researchers?query=a%20b",
    theme: "dark",
    zone: "Asia/Tokyo",
  });
  expect(visit("/researchers/amara%2Dokafor", { cookie: "zone=Nowhere; theme=pink" })).toEqual({
    address: "/researchers/amara%2Dokafor",
    theme: "system",
    zone: undefined,
  });
});

test.each([
  ["somebody who is signed in", "/", { cookie: "zone=UTC; next-auth.session-token=x" }, "GET"],
  ["any cookie that is not known to change nothing else", "/", { cookie: "campaign=1" }, "GET"],
  ["what the router asks for", "/researchers", { accept: "*/*" }, "GET"],
  ["an action", "/researchers/amara-okafor", {}, "POST"],
  ["a page that acts", "/verify%2Demail?token=x", {}, "GET"],
  ["a page below a profile", "/researchers/amara-okafor/photo", {}, "GET"],
  ["an address without end", `/researchers?query=${"x".repeat(400)}`, {}, "GET"],
])("no page is shared with %s", (_, path, headers, method) => {
  expect(visit(path, headers, method)).toBeNull();
});

test("every answer of a shared page has a nonce of its own, and never the one of its rendering", () => {
  const rendered = {
    status: 200,
    headers: {
      "content-security-policy": "script-src 'nonce-first'; style-src-elem 'nonce-first'",
      link: '</a.css>; rel=preload; nonce="first"',
    },
    body: '<script nonce="first"></script><p>hello</p><script nonce="first"></script>',
  };
  const nonces = [withFreshNonce(rendered), withFreshNonce(rendered)].map(({ headers, body }) => {
    const policy = headers["content-security-policy"] ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(policy).toBe(`script-src 'nonce-${nonce}'; style-src-elem 'nonce-${nonce}'`);
    expect(headers.link).toBe(`</a.css>; rel=preload; nonce="${nonce}"`);
    expect(body).toBe(
      `<script nonce="${nonce}"></script><p>hello</p><script nonce="${nonce}"></script>`,
    );
    return nonce;
  });
  expect(new Set([...nonces, "first", ""]).size).toBe(4);
  expect(() => withFreshNonce({ ...rendered, headers: {} })).toThrow("without a nonce");
});
