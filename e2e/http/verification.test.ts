import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { linkIn } from "@/e2e/support/mail";
import { type Envelope, expectFailure, stranger } from "./support/api";
import { newOwner, newReader, type Owner, type Person } from "./support/people";
import { enveloped, expectShape } from "./support/shapes";
import { app, mailbox, sql } from "./support/stack";

const VERIFICATION = "/researchers/me/verification";

const shape = z.strictObject({
  verified: z.boolean(),
  proofs: z.array(
    z.strictObject({
      kind: z.enum(["institution_email", "orcid"]),
      subject: z.string(),
      proved_at: z.iso.datetime(),
      address: z.string().nullable(),
    }),
  ),
  affiliation: z.string().nullable(),
  waiting: z
    .strictObject({
      address: z.string(),
      institution: z.string(),
      expires_at: z.iso.datetime(),
    })
    .nullable(),
  connected_orcid: z.string().nullable(),
});

let owner: Owner;
let other: Owner;
let reader: Person;
beforeAll(async () => {
  [owner, other, reader] = await Promise.all([newOwner(), newOwner(), newReader()]);
  for (const { researcherId } of [owner, other])
    await sql`update researchers set affiliation = 'Fjordvik University' where id = ${researcherId}`;
});

const newAddress = () => `${crypto.randomUUID()}@fjordvik.example`;

test("an address is given, mailed a link, and confirmed once by the profile's owner", async () => {
  const before = await owner.api.get(VERIFICATION);
  expect(
    expectShape(enveloped(shape, "Verification retrieved successfully"), before.body).data,
  ).toEqual({
    verified: false,
    proofs: [],
    affiliation: "Fjordvik University",
    waiting: null,
    connected_orcid: null,
  });
  const address = newAddress();
  const given = await owner.api.post(VERIFICATION, { address: address.toUpperCase() });
  const words = "Confirm the address with the link we sent there";
  expect(expectShape(enveloped(shape, words), given.body).data).toMatchObject({
    verified: false,
    waiting: { address, institution: "Fjordvik University" },
  });
  const mail = await mailbox.waitFor({ to: address, tag: "kind:address-claim" });
  const token = new URL(linkIn(mail, "/verification/confirm")).searchParams.get("token");
  const confirm = ({ api }: Person) => api.post(`${VERIFICATION}/confirm`, { token });

  expectFailure(await confirm(other), 400, "INVALID_TOKEN");
  const confirmed = await confirm(owner);
  expect(confirmed.status).toBe(200);
  expect(
    expectShape(enveloped(shape, "Affiliation verified successfully"), confirmed.body).data,
  ).toMatchObject({
    verified: true,
    waiting: null,
    proofs: [{ kind: "institution_email", subject: "Fjordvik University", address }],
  });
  expectFailure(await confirm(owner), 400, "INVALID_TOKEN");
  const seen = await reader.api.get<Envelope<{ verified: boolean }>>(
    `/researchers/${owner.researcherId}`,
  );
  expect(seen.body.data.verified).toBe(true);
  expect(JSON.stringify(seen.body)).not.toContain(address);

  await owner.api.patch("/researchers/me", { affiliation: "Lakeshore University" });
  const after = await owner.api.get<Envelope<z.infer<typeof shape>>>(VERIFICATION);
  expect(after.body.data).toMatchObject({ verified: false, proofs: [] });
});

test.each([
  [{ address: "ada@fjordvik.example.com" }, 400, "INVALID_INPUT"],
  [{ address: "ada@fjordv\u0456k.example" }, 400, "INVALID_INPUT"],
  [{ address: "ada@gmail.com" }, 400, "INVALID_INPUT"],
  [{ address: "ada" }, 400, "INVALID_INPUT"],
  [{ address: 7 }, 400, "INVALID_INPUT"],
  [{}, 400, "INVALID_INPUT"],
])("%j is refused by name", async (body, status, code) => {
  const { error } = expectFailure(await other.api.post(VERIFICATION, body), status, code);
  expect(Object.keys(error.details.fields ?? {})).toEqual(["address"]);
});

test("an institution that ROR does not know is a conflict", async () => {
  const lost = await newOwner();
  expectFailure(await lost.api.post(VERIFICATION, { address: newAddress() }), 409, "WRONG_STATE");
  await lost.api.patch("/researchers/me", { affiliation: "Nowhere in particular" });
  expectFailure(
    await lost.api.post(VERIFICATION, { address: newAddress() }),
    409,
    "INSTITUTION_UNKNOWN",
  );
});

test("an iD is looked at again only when one is connected", async () => {
  expectFailure(await other.api.post(`${VERIFICATION}/orcid`), 409, "WRONG_STATE");
  expect((await other.api.delete(`${VERIFICATION}/orcid`)).status).toBe(200);
});

test("strangers are asked to sign in, readers have no profile", async () => {
  const calls = (api: Person["api"]) => [
    api.get(VERIFICATION),
    api.post(VERIFICATION, { address: newAddress() }),
    api.post(`${VERIFICATION}/confirm`, { token: "x" }),
    api.post(`${VERIFICATION}/orcid`),
    api.delete(`${VERIFICATION}/orcid`),
  ];
  for (const answer of await Promise.all(calls(stranger)))
    expectFailure(answer, 401, "UNAUTHENTICATED");
  for (const answer of await Promise.all(calls(reader.api)))
    expectFailure(answer, 403, "FORBIDDEN");
});

test.each(["", "?code=x&state=y", "?error=access_denied", "?code=%00&state=%ff"])(
  "an answer of ORCID that nobody waits for (%s) signs nobody in",
  async (query) => {
    const answer = await fetch(`${app}/orcid/callback${query}`, { redirect: "manual" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`${app}/sign-in?orcid=expired`);
    expect(answer.headers.get("set-cookie") ?? "").not.toContain("session-token");
  },
);

test("a visit to ORCID begins on our own pages only, and its cookie cannot be made up", async () => {
  const start = (headers: Record<string, string>) =>
    fetch(`${app}/orcid/start?for=sign-in`, { headers, redirect: "manual" });
  const elsewhere = await start({ "sec-fetch-site": "cross-site" });
  expect(elsewhere.headers.get("location")).toBe(`${app}/sign-in?orcid=elsewhere`);
  const own = await start({ "sec-fetch-site": "same-origin" });
  const there = new URL(own.headers.get("location") ?? "");
  expect(there.pathname).toBe("/orcid/oauth/authorize");
  expect(own.headers.get("set-cookie")).toMatch(/colloquy\.orcid=[^;]+;.*HttpOnly.*SameSite=lax/i);
  const [name = ""] = (own.headers.get("set-cookie") ?? "").split("=");
  const forged = await fetch(`${app}/orcid/callback?code=x&state=y`, {
    headers: { cookie: `${name}=e30.e30.e30.e30.e30` },
    redirect: "manual",
  });
  expect(forged.headers.get("location")).toBe(`${app}/sign-in?orcid=expired`);
});
