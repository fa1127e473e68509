import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { jsonBody, textBody } from "@/lib/api/input";
import { route } from "@/lib/api/route";
import { authOptions } from "@/lib/auth/next-auth";
import { notFound } from "@/lib/platform/errors";

type Params = { nextauth: string[] };

/** next-auth's own addresses, but for the one where its client would write into our log whatever anybody likes. */
const handler = route<Params>(async (request, params) => {
  if (params.nextauth[0] === "_log") throw notFound("Endpoint");
  // The options are read with each request: the environment is not there yet at build time.
  return NextAuth(await readable(request), { params: Promise.resolve(params) }, authOptions());
});

/** The request with a body that is read: next-auth takes one of any size, and throws what it cannot read at Next, which logs it. */
async function readable(request: Request): Promise<NextRequest> {
  const { url, method, headers } = request;
  if (method !== "POST") return new NextRequest(url, { method, headers });
  const isJson = headers.get("content-type")?.includes("application/json");
  const body = isJson ? JSON.stringify(await jsonBody(request)) : await textBody(request);
  return new NextRequest(url, { method, headers, body });
}

export { handler as GET, handler as POST };
