import { deflateSync } from "node:zlib";
import { eq } from "drizzle-orm";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { avatars, researchers } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/testing";
import type { Ctx } from "@/lib/platform/context";
import { NOW, peopleOf, type TestResearcher } from "@/lib/sessions/people.fixture";
import { refusal } from "@/lib/sessions/sessions.fixture";
import { AVATAR_MAX_BYTES, encodeAvatar } from "./encode-avatar";
import { readAvatar } from "./read-avatar";
import { removeAvatar } from "./remove-avatar";
import { setAvatar } from "./set-avatar";

let database: TestDatabase;
let amara: TestResearcher;
beforeAll(async () => {
  database = await testDatabase();
  amara = await peopleOf(database).researcher();
});
afterAll(() => database?.close());

const as = ({ actor }: TestResearcher): Ctx => ({ db: database.db, actor, now: NOW });
const urlOf = async ({ id }: TestResearcher) => {
  const [row] = await database.db
    .select({ url: researchers.avatarUrl })
    .from(researchers)
    .where(eq(researchers.id, id));
  return row?.url ?? null;
};
const fileOf = (url: string | null) => url?.split("/").at(-1) ?? "";

/** Red on the left, blue on the right, wider than high. */
const flag = (): Sharp =>
  sharp({ create: { width: 600, height: 400, channels: 3, background: "#c00" } }).composite([
    {
      input: { create: { width: 300, height: 400, channels: 3, background: "#00c" } },
      left: 300,
      top: 0,
    },
  ]);

async function colourAt(picture: Buffer, left: number, top: number) {
  const { data } = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [red = 0, , blue = 0] = data;
  return red > blue ? "red" : "blue";
}

test.each(["jpeg", "png", "webp"] as const)("a %s becomes two squares of WebP", async (format) => {
  const { small, large, hash } = await encodeAvatar(await flag().toFormat(format).toBuffer());
  for (const [picture, pixels] of [
    [small, 256],
    [large, 512],
  ] as const) {
    expect(await sharp(picture).metadata()).toMatchObject({
      format: "webp",
      width: pixels,
      height: pixels,
    });
    expect(await colourAt(picture, 5, pixels / 2)).toBe("red");
    expect(await colourAt(picture, pixels - 5, pixels / 2)).toBe("blue");
    expect(picture.byteLength).toBeLessThan(20_000);
  }
  expect(hash).toMatch(/^[0-9a-f]{32}$/);
});

test("a picture taken sideways stands upright, and nothing of where and when is kept", async () => {
  const sideways = await flag()
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: "Secret Camera" },
      IFD3: { GPSLatitude: "51/1 30/1 0/1" },
    })
    .toBuffer();
  expect((await sharp(sideways).metadata()).orientation).toBe(6);
  expect(sideways.toString("latin1")).toContain("Secret Camera");
  const { small, large } = await encodeAvatar(sideways);
  // Turned clockwise: what was left is on top.
  expect(await colourAt(large, 256, 5)).toBe("red");
  expect(await colourAt(large, 256, 507)).toBe("blue");
  for (const picture of [small, large]) {
    const { exif, xmp, icc, orientation } = await sharp(picture).metadata();
    expect([exif, xmp, icc, orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(picture.toString("latin1")).not.toContain("Secret Camera");
  }
});

/** A PNG of a few kilobytes that claims so many pixels, and has them. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.byteLength);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // One bit a pixel, grey.
  head[8] = 1;
  const rows = deflateSync(Buffer.alloc(height * (Math.ceil(width / 8) + 1)), { level: 9 });
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

test("a small file that unfolds into very many pixels is refused by what its head says", async () => {
  const bomb = pngOf(20_000, 20_000);
  expect(bomb.byteLength).toBeLessThan(100_000);
  const before = process.memoryUsage().rss;
  const { code, details } = await refusal(encodeAvatar(bomb));
  expect(code).toBe("INVALID_INPUT");
  expect(details.fields).toEqual({ picture: "has too many pixels; save it smaller first" });
  expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  expect(await encodeAvatar(pngOf(1_000, 1_000))).toMatchObject({ hash: expect.any(String) });
});

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>');
const refused: [string, () => Promise<Buffer> | Buffer, string][] = [
  ["nothing", () => Buffer.alloc(0), "UNSUPPORTED_MEDIA_TYPE"],
  ["a web page", () => Buffer.from("<!doctype html><script>"), "UNSUPPORTED_MEDIA_TYPE"],
  ["a drawing that could hold scripts", () => svg, "UNSUPPORTED_MEDIA_TYPE"],
  ["a GIF", () => flag().gif().toBuffer(), "UNSUPPORTED_MEDIA_TYPE"],
  ["a TIFF", () => flag().tiff().toBuffer(), "UNSUPPORTED_MEDIA_TYPE"],
  [
    "a head of JPEG with a web page behind it",
    () => Buffer.concat([Buffer.from("\xff\xd8\xff\xe0", "latin1"), svg]),
    "INVALID_INPUT",
  ],
  [
    "half a picture",
    async () => {
      const whole = await flag().png({ compressionLevel: 0 }).toBuffer();
      return whole.subarray(0, whole.byteLength / 2);
    },
    "INVALID_INPUT",
  ],
  ["a very small one", () => pngOf(100, 300), "INVALID_INPUT"],
  ["too large a file", () => Buffer.alloc(AVATAR_MAX_BYTES + 1), "PAYLOAD_TOO_LARGE"],
];

test.each(refused)("%s is refused, and the picture stays as it was", async (_what, make, code) => {
  await setAvatar(as(amara), { bytes: await flag().png().toBuffer() });
  const before = await urlOf(amara);
  expect((await refusal(setAvatar(as(amara), { bytes: await make() }))).code).toBe(code);
  expect(await urlOf(amara)).toBe(before);
});

test("a picture is served at its address, another has another, and none is left when it is removed", async () => {
  await setAvatar(as(amara), { bytes: await flag().png().toBuffer() });
  const first = await urlOf(amara);
  expect(first).toMatch(/^\/avatars\/[0-9a-f]{32}-256\.webp$/);
  const small = await readAvatar(as(amara), fileOf(first));
  expect(await sharp(small ?? undefined).metadata()).toMatchObject({ format: "webp", width: 256 });
  const large = await readAvatar(as(amara), fileOf(first).replace("256", "512"));
  expect(await sharp(large ?? undefined).metadata()).toMatchObject({ width: 512 });

  await setAvatar(as(amara), { bytes: await flag().negate().jpeg().toBuffer() });
  expect(await urlOf(amara)).not.toBe(first);
  expect(await readAvatar(as(amara), fileOf(first))).toBeNull();
  await removeAvatar(as(amara));
  expect(await urlOf(amara)).toBeNull();
  expect(await database.db.select().from(avatars)).toEqual([]);
});

test("an address that names none finds none", async () => {
  for (const file of ["", "x.webp", `${"0".repeat(32)}-256.webp`, `${"0".repeat(32)}-9999.webp`]) {
    expect(await readAvatar(as(amara), file)).toBeNull();
  }
});

test("two pictures at once leave one, with its own address", async () => {
  const [red, blue] = await Promise.all(
    ["#a00", "#00a"].map((background) =>
      sharp({ create: { width: 200, height: 200, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  if (!red || !blue) throw new Error("no pictures");
  await Promise.all([setAvatar(as(amara), { bytes: red }), setAvatar(as(amara), { bytes: blue })]);
  const rows = await database.db.select().from(avatars);
  expect(rows).toHaveLength(1);
  expect(await urlOf(amara)).toBe(`/avatars/${rows[0]?.hash}-256.webp`);
});

test("a reader has no picture to change", async () => {
  const reader = { id: "", actor: await peopleOf(database).reader() };
  const bytes = await flag().png().toBuffer();
  expect((await refusal(setAvatar(as(reader), { bytes }))).code).toBe("FORBIDDEN");
  expect((await refusal(removeAvatar(as(reader)))).code).toBe("FORBIDDEN");
});
