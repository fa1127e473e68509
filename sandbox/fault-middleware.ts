import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { CallFault, Faults } from "./faults";

type NodeContext = Context<{ Bindings: HttpBindings }>;

/**
 * Lets the fault switch meet calls to the services.
 * @param serviceOf names the service that a path belongs to, if any
 */
export function meetFaults(
  faults: Faults,
  serviceOf: (path: string) => string | undefined,
): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const service = c.req.method === "OPTIONS" ? undefined : serviceOf(c.req.path);
    const fault = service && faults.takeForCall(service, c.req.method, c.req.path);
    if (!fault) return next();
    return meet(fault, faults, c, next);
  };
}

async function meet(
  fault: CallFault,
  faults: Faults,
  c: NodeContext,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  switch (fault.kind) {
    case "status":
      if (fault.status === 429) c.header("Retry-After", String(fault.retryAfterSeconds));
      c.header("Access-Control-Allow-Origin", "*");
      return c.json(failure(fault.service, fault.status), fault.status);
    case "timeout":
      await new Promise((resolve) => c.env.outgoing.once("close", resolve));
      return RESPONSE_ALREADY_SENT;
    case "cutBefore":
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    case "cutAfter":
      await next();
      c.env.incoming.socket.destroy();
      c.res = undefined;
      c.res = RESPONSE_ALREADY_SENT;
      return undefined;
    case "delay":
      await faults.delay(fault.delayMs);
      await next();
      return undefined;
    case "delayAnswer": {
      const isOver = faults.delay(fault.delayMs);
      await next();
      await isOver;
      return undefined;
    }
  }
}

/** A failure in the words of each service, so that its SDK understands it. */
function failure(service: string, status: 429 | 500 | 503): object {
  const message =
    status === 429 ? "Too many requests, by the fault switch" : "Failed by the fault switch";
  switch (service) {
    case "stripe":
      return status === 429
        ? { error: { type: "invalid_request_error", code: "rate_limit", message } }
        : { error: { type: "api_error", message } };
    case "zoom":
      return { code: status, message };
    case "resend":
      return {
        statusCode: status,
        name: status === 429 ? "rate_limit_exceeded" : "internal_server_error",
        message,
      };
    default:
      return { error: message, status };
  }
}
