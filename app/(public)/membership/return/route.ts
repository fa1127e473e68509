import { NextResponse } from "next/server";
import { env } from "@/lib/platform/env";
import { settle } from "../actions";

/** Where a bank's own page sends the member back to: the server looks at the payment, then leads on. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const result = await settle();
  if (result.ok) return leadTo(result.to);
  if (query.get("redirect_status") === "failed") {
    return leadTo("/membership?problem=payment_intent_authentication_failure");
  }
  const isOpen =
    result.code === "PAYMENT_REQUIRED" || result.code === "PAYMENT_PROVIDER_UNAVAILABLE";
  const intent = query.get("payment_intent");
  return leadTo(
    isOpen && intent ? `/membership?${new URLSearchParams({ intent })}` : "/membership",
  );
}

const leadTo = (path: string) => NextResponse.redirect(new URL(path, env().APP_URL), 303);
