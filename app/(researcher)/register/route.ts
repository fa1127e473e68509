import { database } from "@/lib/platform/context";
import { readRegistrant } from "@/lib/registration/registrant";
import {
  keepCredential,
  keptCredential,
  type LinkCredential,
} from "@/lib/registration/registration-cookie";
import { nextStep, readProgress } from "@/lib/registration/steps";

/**
 * Where a mailed link leads: its token goes into a cookie and out of the address, and the browser on to
 * the step it had come to. Following a link changes nothing, so that programs may open it too.
 */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const given = credentialIn(searchParams);
  if (given) await keepCredential(given);
  return new Response(null, {
    status: 303,
    headers: {
      location: `/register/${await stepOf(given ?? (await keptCredential()))}`,
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
    },
  });
}

function credentialIn(searchParams: URLSearchParams): LinkCredential | null {
  for (const [name, kind] of [
    ["token", "invitation"],
    ["claim", "claim"],
  ] as const) {
    const token = searchParams.get(name);
    // A cookie holds no more; ours are far shorter.
    if (token && token.length <= 2_000) return { kind, token };
  }
  return null;
}

async function stepOf(credential: LinkCredential | null): Promise<string> {
  if (!credential) return "profile";
  const ctx = { db: database(), actor: { kind: "nobody" }, now: new Date() } as const;
  const reading = await readRegistrant(ctx, credential);
  if (reading.state !== "live") return "profile";
  return nextStep(await readProgress(ctx.db, reading.registrant.email));
}
