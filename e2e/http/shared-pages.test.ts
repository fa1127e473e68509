import { expect, test } from "vitest";
import { newOwner } from "./support/people";
import { app, sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

const visit = (path: string, cookie?: string) =>
  fetch(`${app}${path}`, { headers: { accept: "text/html", ...(cookie ? { cookie } : {}) } });

test("a page shared by visitors is soon what it is for somebody who asks for their own", async () => {
  const { researcherId, name } = await newOwner();
  const [row] = await sql<
    { slug: string }[]
  >`select slug from researchers where id = ${researcherId}`;
  const path = `/researchers/${row?.slug}`;
  const shared = async () => (await visit(path)).text();
  const own = async () => (await visit(path, "next-auth.session-token=none")).text();

  expect(await shared()).toContain(name);
  const renamed = `Ben ${crypto.randomUUID()}`;
  await sql`update researchers set name = ${renamed} where id = ${researcherId}`;
  expect(await own()).toContain(renamed);
  await waitFor("the new name to be shown to all", async () => (await shared()).includes(renamed));
});

test("shared pages are for the visitor's zone, and no cache on the way may keep them", async () => {
  const path = "/researchers/amara-okafor";
  const [utc, tokyo] = [await visit(path), await visit(path, "zone=Asia/Tokyo")];
  for (const { status, headers } of [utc, tokyo]) {
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("cache-control")).toMatch(/^private\b.*\bno-store\b/);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
  }
  const zoneOf = async (response: Response) =>
    /serverZone\\?":\\?"([^"\\]+)/.exec(await response.text())?.[1];
  expect([await zoneOf(utc), await zoneOf(tokyo)]).toEqual(["UTC", "Asia/Tokyo"]);
});

test("an address that leads nowhere is a 404 for visitors too", async () => {
  for (const path of ["/researchers/nobody-here", "/papers/none"]) {
    const response = await visit(path);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      404,
      "text/html; charset=utf-8",
    ]);
    expect(await response.text()).toContain("Skip to the content");
  }
});
