import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { fieldsOf } from "@/lib/api/request-log";
import { authOptions } from "@/lib/auth/next-auth";
import { withLogFields } from "@/lib/platform/log";

type Context = { params: Promise<{ nextauth: string[] }> };

// The options are read with each request: the environment is not there yet at build time.
const handler = (request: NextRequest, context: Context): Promise<Response> =>
  withLogFields(fieldsOf(request), () => NextAuth(request, context, authOptions()));

export { handler as GET, handler as POST };
