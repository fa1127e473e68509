import type { PaymentError } from "./objects";

export type ErrorBody = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: object;
};

/** An answer of Stripe's other than 200, `{error: ErrorBody}`. */
export class StripeError extends Error {
  constructor(
    readonly status: 400 | 401 | 402 | 403 | 404 | 409 | 500,
    readonly body: ErrorBody,
    /**
     * True when the call was carried out and failed (a declined card): its changes stay and the
     * answer is kept under the idempotency key. Otherwise the call counts as never made.
     */
    readonly executed = false,
  ) {
    super(body.message);
  }
}

export function invalidRequest(
  message: string,
  details: { code?: string; param?: string } = {},
): StripeError {
  return new StripeError(400, { type: "invalid_request_error", message, ...details });
}

/** 400 for a call that was understood, begun and turned down: the answer is kept under its key. */
export function turnedDown(message: string, code: string): StripeError {
  return new StripeError(400, { type: "invalid_request_error", message, code }, true);
}

/** 404, as Stripe words it: `No such payment_intent: 'pi_…'`. */
export function noSuch(object: string, id: string, param = "id"): StripeError {
  const message = `No such ${object}: '${id}'`;
  return new StripeError(param === "id" ? 404 : 400, {
    type: "invalid_request_error",
    code: "resource_missing",
    message,
    param: param === "id" ? object.replace("payment_intent", "intent") : param,
  });
}

/** 402 for a card that was turned down; `executed` as in StripeError. */
export function cardError(error: PaymentError, intent?: object, executed = false): StripeError {
  return new StripeError(
    402,
    { ...error, ...(intent && { payment_intent: intent }) } as ErrorBody,
    executed,
  );
}

/** 400 `payment_intent_unexpected_state` with the intent as it stands. */
export function unexpectedState(message: string, intent: object): StripeError {
  const code = "payment_intent_unexpected_state";
  const body: ErrorBody = { type: "invalid_request_error", code, message, payment_intent: intent };
  return new StripeError(400, body, true);
}

/** 404 for what the API, or this stand-in of it, does not have. */
export function noSuchRoute(method: string, path: string): StripeError {
  const message = `Unrecognized request URL (${method}: ${path}).`;
  return new StripeError(404, { type: "invalid_request_error", message });
}
