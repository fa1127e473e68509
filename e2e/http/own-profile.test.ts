import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { type Envelope, expectFailure, stranger } from "./support/api";
import { newOwner, newReader, type Owner, type Person } from "./support/people";
import { enveloped, expectShape, ownProfile, researcher } from "./support/shapes";
import { app, sql } from "./support/stack";

const ME = "/researchers/me";
const PICTURE = `${ME}/avatar`;

let owner: Owner;
let reader: Person;
beforeAll(async () => {
  [owner, reader] = await Promise.all([newOwner(), newReader()]);
});

const read = async () => {
  const { status, body } = await owner.api.get(ME);
  expect(status).toBe(200);
  return expectShape(enveloped(ownProfile, "Profile retrieved successfully"), body).data;
};
const seen = () => reader.api.get<Envelope<unknown>>(`/researchers/${owner.researcherId}`);
const picture = (background: string) =>
  sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .jpeg()
    .toBuffer();
const put = (bytes: Buffer, type = "image/jpeg", api = owner.api) =>
  api.send<Envelope<{ avatar_url: string | null }>>("PUT", PICTURE, {
    headers: { "content-type": type },
    body: new Uint8Array(bytes),
  });

test("a profile is read, hidden, completed and published by its owner", async () => {
  expect(await read()).toMatchObject({
    id: owner.researcherId,
    standing: "listed",
    rate: 100,
    fee_percent: 15,
    net_rate: 85,
    payout_country: "GB",
    missing: ["bio", "field", "expertise", "hours"],
  });
  const hidden = await owner.api.post(`${ME}/hide`);
  expectShape(enveloped(ownProfile, "Profile hidden successfully"), hidden.body);
  expectFailure(await seen(), 404, "NOT_FOUND");
  const { error } = expectFailure(await owner.api.post(`${ME}/publish`), 409, "PROFILE_INCOMPLETE");
  expect(error.details).toEqual({ missing: ["bio", "field", "expertise", "hours"] });

  const changed = await owner.api.patch(ME, {
    bio: "I study ice.\r\nAsk me about drift.",
    field: "climate SCIENCE",
    expertise: ["sea ice", "drift"],
    rate: 187.5,
  });
  const saved = expectShape(enveloped(ownProfile, "Profile updated successfully"), changed.body);
  expect(saved.data).toMatchObject({
    bio: "I study ice.\nAsk me about drift.",
    field: "Climate science",
    rate: 187.5,
    net_rate: 159.37,
    missing: ["hours"],
  });
  await owner.api.put(`${ME}/availability`, { availability: { monday: ["09:00-17:00"] } });
  const published = await owner.api.post(`${ME}/publish`);
  expectShape(enveloped(ownProfile, "Profile published successfully"), published.body);
  const { body } = await seen();
  const { data } = expectShape(enveloped(researcher, "Researcher retrieved successfully"), body);
  expect(data).toMatchObject({ rate: 187.5, availability: { monday: ["09:00-17:00"] } });
  expect(data.next_available_at).not.toBeNull();
});

test("where payouts do not reach, the profile stays and takes no bookings", async () => {
  await owner.api.patch(ME, { payout_country: "BR" });
  expect(await read()).toMatchObject({ takes_bookings: false, next_available_at: null });
  expect((await seen()).status).toBe(200);
  await owner.api.patch(ME, { payout_country: "NO" });
  expect(await read()).toMatchObject({ takes_bookings: true });
});

test("an address that was left leads to the new one, with the paper that the reader comes from", async () => {
  const { slug: old } = await read();
  const slug = `ice-${crypto.randomUUID().slice(0, 8)}`;
  expect((await owner.api.patch(ME, { slug })).status).toBe(200);
  const response = await fetch(`${app}/researchers/${old}?paper=1&x=2`, { redirect: "manual" });
  expect(response.status).toBe(308);
  expect(response.headers.get("location")).toMatch(new RegExp(`/researchers/${slug}\\?paper=1$`));
  expect((await fetch(`${app}/researchers/${slug}`)).status).toBe(200);
  for (const taken of [old, "amara-okafor"]) {
    const other = await newOwner();
    const { error } = expectFailure(await other.api.patch(ME, { slug: taken }), 409, "SLUG_TAKEN");
    expect(error.details.fields).toEqual({ slug: "belongs to another researcher" });
  }
});

test("a picture is re-encoded and served for ever at an address of its own; removed, it is gone", async () => {
  const { status, body } = await put(await picture("#c00"));
  expect(status).toBe(200);
  const url = body.data.avatar_url ?? "";
  expect(url).toMatch(new RegExp(`^${app}/avatars/[0-9a-f]{32}-512\\.webp$`));
  for (const [address, width] of [
    [url, 512],
    [url.replace("-512", "-256"), 256],
  ] as const) {
    const served = await fetch(address);
    expect(served.status).toBe(200);
    expect(served.headers.get("content-type")).toBe("image/webp");
    expect(served.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const bytes = Buffer.from(await served.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ width, height: width });
  }
  const page = await (await fetch(`${app}/researchers/${(await read()).slug}`)).text();
  expect(page).toContain(url.replace("-512", "-256").replace(app, ""));

  const gone = await owner.api.delete<Envelope<{ avatar_url: null }>>(PICTURE);
  expect(gone.body.data.avatar_url).toBeNull();
  expect((await fetch(url)).status).toBe(404);
});

test.each([
  [
    "a web page that calls itself a picture",
    Buffer.from("<script>"),
    415,
    "UNSUPPORTED_MEDIA_TYPE",
  ],
  ["nothing", Buffer.alloc(0), 415, "UNSUPPORTED_MEDIA_TYPE"],
  ["too much", Buffer.alloc(6 * 1024 * 1024), 413, "PAYLOAD_TOO_LARGE"],
  ["a damaged one", Buffer.from("\xff\xd8\xff\xe0 and no more", "latin1"), 400, "INVALID_INPUT"],
])("%s is refused as a picture", async (_what, bytes, status, code) => {
  const { error } = expectFailure(await put(bytes), status, code);
  if (status === 400) expect(Object.keys(error.details.fields ?? {})).toEqual(["picture"]);
});

test.each([
  ["rate", { rate: 19 }],
  ["rate", { rate: 2001 }],
  ["rate", { rate: null }],
  ["rate", { rate: "a lot" }],
  ["slug", { slug: "Ümlaut" }],
  ["slug", { slug: "" }],
  ["payout_country", { payout_country: "Atlantis" }],
  ["payout_country", { payout_country: null }],
  ["bio", { bio: "a\u0000b" }],
  ["bio", { bio: 5 }],
  ["name", { name: " " }],
  ["name", { name: null }],
  ["expertise", { expertise: "ice" }],
  ["expertise.0", { expertise: [""] }],
  ["achievements", { achievements: Array(13).fill("prize") }],
  ["body", []],
])("a bad %s is named, and nothing changes, case %#", async (field, input) => {
  const before = await read();
  const { error } = expectFailure(await owner.api.patch(ME, input), 400, "INVALID_INPUT");
  expect(Object.keys(error.details.fields ?? {})).toEqual([field]);
  expect(await read()).toEqual(before);
});

test("a reader has no profile, and a stranger is asked to sign in", async () => {
  const jpeg = await picture("#00c");
  for (const [api, status, code] of [
    [reader.api, 403, "FORBIDDEN"],
    [stranger, 401, "UNAUTHENTICATED"],
  ] as const) {
    expectFailure(await api.get(ME), status, code);
    expectFailure(await api.patch(ME, { bio: "x" }), status, code);
    expectFailure(await api.post(`${ME}/publish`), status, code);
    expectFailure(await api.post(`${ME}/hide`), status, code);
    expectFailure(await put(jpeg, "image/jpeg", api), status, code);
    expectFailure(await api.delete(PICTURE), status, code);
  }
  const [row] = await sql`select count(*)::int as n from avatars
    where researcher_id = ${owner.researcherId}`;
  expect(row?.n).toBe(0);
});
