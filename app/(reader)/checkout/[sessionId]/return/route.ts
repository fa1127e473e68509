import { NextResponse } from "next/server";
import { env } from "@/lib/platform/env";
import { settle } from "../actions";

type Context = { params: Promise<{ sessionId: string }> };

/** Where a bank's own page sends the reader back to: the server looks at the payment, then leads on. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { sessionId } = await params;
  const query = new URL(request.url).searchParams;
  const intentId = query.get("payment_intent") ?? "";
  const result = await settle(sessionId, intentId);
  if (result.ok) return leadTo(result.to);
  const checkout = `/checkout/${encodeURIComponent(sessionId)}`;
  if (result.code === "UNAUTHENTICATED" || result.code === "INVALID_INPUT") return leadTo(checkout);
  if (query.get("redirect_status") === "failed") {
    return leadTo(`${checkout}?problem=payment_intent_authentication_failure`);
  }
  const isOpen =
    result.code === "PAYMENT_REQUIRED" || result.code === "PAYMENT_PROVIDER_UNAVAILABLE";
  return leadTo(isOpen ? `${checkout}?${new URLSearchParams({ intent: intentId })}` : checkout);
}

const leadTo = (path: string) => NextResponse.redirect(new URL(path, env().APP_URL), 303);
