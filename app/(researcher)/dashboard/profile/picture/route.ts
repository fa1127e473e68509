import { ownerContext } from "@/lib/api/context";
import { bytesBody } from "@/lib/api/input";
import { limitUser } from "@/lib/auth/limit-caller";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { AVATAR_MAX_BYTES } from "@/lib/profiles/encode-avatar";
import { removeAvatar } from "@/lib/profiles/remove-avatar";
import { setAvatar } from "@/lib/profiles/set-avatar";

/** What a form wraps around a file. */
const ENVELOPE_BYTES = 16 * 1024;

/** The picture's form, posted by a browser without scripts: leads back to the page, with the code of what went wrong. */
export async function POST(request: Request): Promise<Response> {
  const back = new URLSearchParams();
  try {
    const ctx = await ownerContext(request);
    const form = await readForm(request);
    if (form.has("remove")) {
      await removeAvatar(ctx);
    } else {
      await limitUser(ctx, "picture");
      await setAvatar(ctx, { bytes: await fileIn(form) });
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    back.set("picture", error.code);
  }
  const query = back.size > 0 ? `?${back}` : "";
  return new Response(null, { status: 303, headers: { location: `/dashboard/profile${query}` } });
}

async function readForm(request: Request): Promise<FormData> {
  const body = await bytesBody(request, AVATAR_MAX_BYTES + ENVELOPE_BYTES);
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  return new Response(new Uint8Array(body), { headers }).formData().catch(() => {
    throw invalidInput("picture", "did not arrive; choose it again");
  });
}

async function fileIn(form: FormData): Promise<Buffer> {
  for (const file of form.getAll("picture")) {
    if (typeof file !== "string" && file.size > 0) return Buffer.from(await file.arrayBuffer());
  }
  throw invalidInput("picture", "is missing; choose one first");
}
