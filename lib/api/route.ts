import { DomainError } from "@/lib/platform/errors";
import { describeError, log, withLogFields } from "@/lib/platform/log";
import { rateLimitHeaders } from "@/lib/platform/rate-limit/standings";
import { answerIfChanged } from "./conditional";
import { oncePerKey } from "./once-per-key";
import { relayAfterwards } from "./relay-afterwards";
import { fieldsOf } from "./request-log";
import { failure, refusal } from "./respond";
import { routeTemplate } from "./route-template";

type Params = Record<string, string | string[]>;
type Handler<P extends Params> = (request: Request, params: P) => Promise<Response>;

type RouteOptions = {
  /** Whether a POST minds an Idempotency-Key. Not where the answer holds a secret, or the caller has ids of its own. */
  keyed?: boolean;
  /** Whether callers may keep the answer and ask whether it has changed. Not where it is another at each call. */
  conditional?: boolean;
};

/**
 * Wraps a handler: POSTs mind their Idempotency-Key, refusals become the failure envelope, anything unknown a 500 that says nothing
 * of its cause, every line of the log carries the request's id, and what a write put into the
 * outbox is handed on once the answer is out.
 */
export function route<P extends Params = Record<never, string>>(
  handler: Handler<P>,
  { keyed = true, conditional = false }: RouteOptions = {},
) {
  return async (
    request: Request,
    context: { params: Promise<P | undefined> },
  ): Promise<Response> => {
    // Next names no parameters at all for an address that has none.
    const params = (await context.params) ?? ({} as P);
    const fields = fieldsOf(request, params);
    return withLogFields(fields, async () => {
      const startedAt = performance.now();
      const { requestId } = fields;
      const work = conditional
        ? async () => answerIfChanged(request, await handler(request, params))
        : () => handler(request, params);
      const handled = () => answer(work, requestId);
      const response = keyed
        ? await answer(() => oncePerKey(request, handled), requestId)
        : await handled();
      response.headers.set("x-request-id", fields.requestId);
      for (const [name, value] of Object.entries(rateLimitHeaders(request)))
        response.headers.set(name, value);
      if (request.method !== "GET") relayAfterwards();
      log.info(
        {
          method: request.method,
          route: routeTemplate(new URL(request.url).pathname, params),
          status: response.status,
          ms: Math.round(performance.now() - startedAt),
        },
        "request",
      );
      return response;
    });
  };
}

async function answer(work: () => Promise<Response>, requestId: string): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) return refusal(error);
    log.error(describeError(error), "request failed");
    return failure(500, "INTERNAL", "Something went wrong on our side", { request_id: requestId });
  }
}
