import { DomainError } from "@/lib/platform/errors";
import { describeError, log } from "@/lib/platform/log";
import { relayAfterwards } from "./relay-afterwards";
import { failure, refusal } from "./respond";

type Params = Record<string, string | string[]>;
type Handler<P extends Params> = (request: Request, params: P) => Promise<Response>;

/**
 * Wraps a handler: refusals become the failure envelope, anything unknown a 500 that says nothing
 * of its cause, every line of the log carries the request's id, and what a write put into the
 * outbox is handed on once the answer is out.
 */
export function route<P extends Params = Record<never, string>>(handler: Handler<P>) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    const requestId = crypto.randomUUID();
    const startedAt = performance.now();
    let response: Response;
    try {
      response = await handler(request, await context.params);
    } catch (error) {
      if (error instanceof DomainError) response = refusal(error);
      else {
        log.error({ requestId, ...describeError(error) }, "request failed");
        response = failure(500, "INTERNAL", "Something went wrong on our side", {
          request_id: requestId,
        });
      }
    }
    response.headers.set("x-request-id", requestId);
    if (request.method !== "GET") relayAfterwards();
    log.info(
      {
        requestId,
        method: request.method,
        path: new URL(request.url).pathname,
        status: response.status,
        ms: Math.round(performance.now() - startedAt),
      },
      "request",
    );
    return response;
  };
}
