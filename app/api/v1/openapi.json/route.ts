import { openApiOf } from "@/lib/api/openapi/document";
import { otherMethods } from "@/lib/api/other-methods";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { env } from "@/lib/platform/env";

/** The same for everybody, until the next release. */
const CACHE = { "cache-control": "public, max-age=300" };

export const GET = route(async () => json(openApiOf(new URL(env().APP_URL).origin), 200, CACHE));

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
