import { database } from "@/lib/platform/context";
import { readAvatar } from "@/lib/profiles/read-avatar";

/** Researchers' pictures. An address names what is there by its hash, so it may be kept for ever. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ file: string }> },
): Promise<Response> {
  const { file } = await params;
  const picture = await readAvatar({ db: database() }, file);
  if (!picture) {
    return new Response("There is no such picture.\n", {
      status: 404,
      headers: { "cache-control": "no-store" },
    });
  }
  return new Response(new Uint8Array(picture), {
    headers: {
      "content-type": "image/webp",
      "content-length": String(picture.byteLength),
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
}
