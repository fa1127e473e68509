import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { jsonBody, textBody } from "@/lib/api/input";
import { route } from "@/lib/api/route";
import { limitCaller } from "@/lib/auth/limit-caller";
import { authOptions } from "@/lib/auth/next-auth";
import { notFound } from "@/lib/platform/errors";

type Params = { nextauth: string[] };

/** next-auth's own addresses, but for the one where its client would write into our log whatever anybody likes. */
const handler = route<Params>(
  async (request, params) => {
    const [act] = params.nextauth;
    if (act === "_log") throw notFound("Endpoint");
    // Where passwords are tried; other doors count them too.
    const tries = act === "callback" && request.method === "POST";
    await limitCaller(request, tries ? "sign-in" : "address");
    // The options are read with each request: the environment is not there yet at build time.
    return NextAuth(await readable(request), { params: Promise.resolve(params) }, authOptions());
  },
  { keyed: false },
);

/** The request with a body that is read: next-auth takes one of any size, and throws what it cannot read at Next, which logs it. */
async function readable(request: Request): Promise<NextRequest> {
  const { url, method, headers } = request;
  if (method !== "POST") return new NextRequest(url, { method, headers });
  const isJson = headers.get("content-type")?.includes("application/json");
  const body = isJson ? JSON.stringify(await jsonBody(request)) : await textBody(request);
  return new NextRequest(url, { method, headers, body });
}

export { handler as GET, handler as POST };
