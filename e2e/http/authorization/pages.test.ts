import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { root } from "@/scripts/root";
import type { Envelope } from "../support/api";
import { type Cast, gatherCast, type Who } from "../support/cast";
import { Scene, type Values } from "../support/scene";
import { app, sql } from "../support/stack";
import { pageTable } from "./page-table";
import { readTable } from "./read-table";
import { requests } from "./requests";

const lines = readTable(pageTable);

let cast: Cast;
let scene: Scene;
beforeAll(async () => {
  cast = await gatherCast();
  scene = await Scene.set(cast);
});

/** `/sessions/[sessionId]` for each page, and each route that is no part of the API. */
function addressesOnDisk(): string[] {
  return readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => ["page.tsx", "route.ts"].includes(path.basename(file)))
    .map((file) => `/${path.dirname(file).replace(/^\.$/, "")}`)
    .map((address) => address.replace(/\/\([^)]+\)/g, "") || "/")
    .filter((address) => !address.startsWith("/api/"));
}

test("every page has its line, and every line its page", () => {
  expect(lines.map(({ name }) => name).sort()).toEqual(addressesOnDisk().sort());
});

test.each(lines)("$name", async ({ name, expected }) => {
  const values = (await subjects[name]?.(scene)) ?? {};
  const address = fill(name, values) + (values.query ?? "");
  const seen = await Promise.all(
    [...expected].map(async ([who, cell]) => [who, await visit(who, address, cell)] as const),
  );
  const wanted = [...expected].map(([who, cell]) => [who, inWords(cell, address, values)] as const);
  expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(wanted));
});

test("what changes something is not done for another site's page, though the cookie comes along", async () => {
  const form = new FormData();
  form.set("remove", "1");
  const post = (headers: Record<string, string>) =>
    fetch(`${app}/dashboard/profile/picture`, {
      method: "POST",
      headers: { ...headers, cookie: cast.researcher.cookie },
      body: form,
      redirect: "manual",
    });
  const { researcherId } = cast.researcher;
  await pictureOf(scene);
  const pictures = async () =>
    (await sql`select 1 from avatars where researcher_id = ${researcherId}`).length;
  const before = await pictures();
  expect(before).toBeGreaterThan(0);
  for (const origin of ["https://elsewhere.example", undefined]) {
    const answer = await post(origin ? { origin } : {});
    expect(answer.headers.get("location")).toBe("/dashboard/profile?picture=FORBIDDEN");
  }
  expect(await pictures()).toBe(before);
  expect((await post({ origin: app })).headers.get("location")).toBe("/dashboard/profile");
  expect(await pictures()).toBe(0);
});

const ofSession = async ({ session_id = "" }: Values): Promise<Values> => ({
  sessionId: session_id,
});
const confirmed = async (where: Scene) => ofSession(await where.confirmed());
const held = async (where: Scene) => ofSession(await where.held());

/** What is in an address; `query` stands behind it. */
const subjects: Record<string, (scene: Scene) => Values | Promise<Values>> = {
  "/researchers/[slug]": () => ({ slug: cast.researcher.slug }),
  "/papers/[id]": ({ paperId }) => ({ id: paperId }),
  "/papers/find": async ({ paperId }) => {
    const doi = `10.5555/${crypto.randomUUID()}`;
    await sql`update papers set doi = ${doi} where id = ${paperId}`;
    return { id: paperId, query: `?query=${encodeURIComponent(doi)}` };
  },
  "/claim": unclaimed,
  "/remove-profile": unclaimed,
  "/avatars/[file]": pictureOf,
  "/book": ({ freeSlotIds }) => ({ query: `?slot=${freeSlotIds[0]}` }),
  "/invite": ({ paperId }) => ({ query: `?paper=${paperId}` }),
  "/sessions/[sessionId]": confirmed,
  "/sessions/[sessionId]/reschedule": confirmed,
  "/sessions/[sessionId]/receipt": async (where) => {
    const { session_id = "" } = await where.completed();
    await sql`insert into payments (user_id, session_id, amount_cents, status, captured_cents, paid_at)
      values (${cast.reader.userId}, ${session_id}, 10000, 'completed', 10000, now())`;
    return { sessionId: session_id };
  },
  "/sessions/[sessionId]/calendar.ics": confirmed,
  "/checkout/[sessionId]": held,
  "/checkout/[sessionId]/return": held,
  "/dashboard/bookings/[sessionId]": confirmed,
  "/dashboard/verification/confirm": () => ({ query: "?token=made-up" }),
  "/apply/[step]": () => ({ step: "profile" }),
  "/register/[step]": () => ({ step: "profile" }),
  "/admin/sessions/[sessionId]": confirmed,
  "/admin/collection/[jobId]": async (where) => {
    const wish = requests["GET /consulting/researchers/collect/{job_id}"];
    const { job_id = "" } = (await wish?.about?.(where)) ?? {};
    return { jobId: job_id };
  },
};

async function unclaimed(): Promise<Values> {
  const slug = `collected-${crypto.randomUUID()}`;
  await sql`insert into researchers (slug, name, standing)
    values (${slug}, 'Vera Collected', 'unclaimed')`;
  return { query: `?researcher=${slug}` };
}

async function pictureOf({ cast: { researcher } }: Scene): Promise<Values> {
  const picture = await requests["PUT /consulting/researchers/me/avatar"]?.raw?.({});
  const { body } = await researcher.api.send<Envelope<{ avatar_url: string }>>(
    "PUT",
    "/researchers/me/avatar",
    picture,
  );
  return { file: body.data.avatar_url.split("/").at(-1) ?? "" };
}

const fill = (name: string, values: Values) =>
  name.replace(/\[(\w+)\]/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`nothing fills [${key}] of ${name}`);
    return value;
  });

/** What a cell of the table means for this address. */
function inWords(cell: string, address: string, values: Values): string {
  const back = encodeURIComponent(address);
  if (cell === "sign-in") return `/sign-in?return_to=${back}`;
  if (cell === "verify") return `/verify-email?return_to=${back}`;
  return fill(cell, values);
}

/** The status of a page, or where it leads; the query of that only where the cell tells of one. */
async function visit(who: Who, address: string, cell: string): Promise<string> {
  const response = await fetch(`${app}${address}`, {
    headers: { accept: "text/html", ...(who === "nobody" ? {} : { cookie: cast[who].cookie }) },
    redirect: "manual",
  });
  const text = await response.text();
  if (response.status === 200) return "200";
  expectNothingTold(who, text);
  if (response.status < 300 || response.status >= 400) return String(response.status);
  const { pathname, search } = new URL(response.headers.get("location") ?? "", app);
  const isNamedInPart = cell.endsWith("*") && pathname.startsWith(cell.slice(0, -1));
  if (isNamedInPart) return cell;
  return cell.includes("?") || !cell.startsWith("/") ? pathname + search : pathname;
}

/** A refusal names neither the parties nor the paper. */
function expectNothingTold(who: Who, text: string): void {
  for (const [name, person] of Object.entries(cast)) {
    if (name === who) continue;
    expect(text, `what ${who} reads`).not.toContain(person.email);
    expect(text, `what ${who} reads`).not.toContain(person.name);
  }
  expect(text, `what ${who} reads`).not.toContain(scene.paperTitle);
}
