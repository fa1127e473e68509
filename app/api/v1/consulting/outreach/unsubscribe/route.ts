import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { unsubscribeByLink } from "@/lib/notifications/choices/unsubscribe-by-link";
import { systemContext } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";

const tokenOf = (request: Request) => new URL(request.url).searchParams.get("token") ?? "";

// What mail programs call with one click (RFC 8058): a POST without cookies, and as often as they like.
export const POST = route(
  async (request) => {
    const kind = await unsubscribeByLink(systemContext(), { token: tokenOf(request) });
    return ok(
      kind ? "No more mails of this kind will be sent" : "This address will not be invited again",
      null,
    );
  },
  { keyed: false },
);

// Programs that do not know of one click open the address: a page then asks first.
export const GET = route(async (request) => {
  const page = new URL("/unsubscribe", env().APP_URL);
  page.searchParams.set("token", tokenOf(request));
  const body = `<!doctype html><title>Unsubscribe</title><a href="${page.href}">Unsubscribe</a>`;
  const headers = { "content-type": "text/html; charset=utf-8", refresh: `0; url=${page.href}` };
  return new Response(body, { headers });
});

export const { DELETE, PATCH, PUT } = otherMethods("GET", "POST");
