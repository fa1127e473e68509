import { createHash } from "node:crypto";
import sharp from "sharp";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { AVATAR_SIZES } from "@/lib/researchers/avatar-address";

export const AVATAR_MAX_BYTES = 5 * 1024 * 1024;
export const LEAST_PIXELS = 128;
/** A file of few bytes can unfold into any number of pixels; no camera's picture has more than these. */
const MOST_PIXELS = 30_000_000;
const SECONDS = 15;

sharp.cache(false);

export type EncodedAvatar = { hash: string; small: Buffer; large: Buffer };

/**
 * A picture as small square WebP: the middle of it, upright, without anything else that the file told
 * (place, camera, time). Its type is read from its bytes, whatever it is called. Throws
 * UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, or INVALID_INPUT naming `picture`.
 */
export async function encodeAvatar(bytes: Buffer): Promise<EncodedAvatar> {
  if (bytes.byteLength > AVATAR_MAX_BYTES) throw tooLarge();
  const format = formatOf(bytes);
  if (!format) {
    throw new DomainError(
      "UNSUPPORTED_MEDIA_TYPE",
      "The picture must be a JPEG, PNG or WebP file; this one is none of them, whatever its name says",
    );
  }
  await requireFit(bytes, format);
  return inTurn(async () => {
    try {
      const large = await square(bytes, AVATAR_SIZES.large);
      const small = await square(large, AVATAR_SIZES.small);
      const hash = createHash("sha256").update(large).digest("hex").slice(0, 32);
      return { hash, small, large };
    } catch {
      throw unreadable();
    }
  });
}

let last: Promise<unknown> = Promise.resolve();

/** One picture at a time: a large one takes some 200 MB while it is unfolded. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

export const tooLarge = () =>
  new DomainError(
    "PAYLOAD_TOO_LARGE",
    `The picture must not exceed ${AVATAR_MAX_BYTES / 1024 / 1024} MB`,
    { max_bytes: AVATAR_MAX_BYTES },
  );

const unreadable = () => invalidInput("picture", "cannot be read; the file may be damaged");

function formatOf(bytes: Buffer): "jpeg" | "png" | "webp" | null {
  const starts = (text: string, at = 0) => bytes.toString("latin1", at, at + text.length) === text;
  if (starts("\xff\xd8\xff")) return "jpeg";
  if (starts("\x89PNG\r\n\x1a\n")) return "png";
  return starts("RIFF") && starts("WEBP", 8) ? "webp" : null;
}

/** The size is told by the file's head: nothing is unfolded before it is known. */
async function requireFit(bytes: Buffer, format: string): Promise<void> {
  const head = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw unreadable();
    });
  if (head.format !== format) throw unreadable();
  if (head.width * head.height > MOST_PIXELS) {
    throw invalidInput("picture", "has too many pixels; save it smaller first");
  }
  if (Math.min(head.width, head.height) < LEAST_PIXELS) {
    throw invalidInput("picture", `must be at least ${LEAST_PIXELS} pixels wide and high`);
  }
}

function square(bytes: Buffer, pixels: number): Promise<Buffer> {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "truncated" })
    .autoOrient()
    .resize(pixels, pixels, { fit: "cover", position: "centre" })
    .webp({ quality: 82 })
    .timeout({ seconds: SECONDS })
    .toBuffer();
}
