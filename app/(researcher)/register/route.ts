import { stepOfCredential } from "@/app/_pages/registration/current-registrant";
import {
  keepCredential,
  keptCredential,
  type LinkCredential,
} from "@/lib/registration/registration-cookie";

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
      location: `/register/${await stepOfCredential(given ?? (await keptCredential()))}`,
      "cache-control": "private, no-store",
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
