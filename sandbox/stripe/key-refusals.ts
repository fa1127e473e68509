import type { KeyRefusals } from "../once-per-key";
import { StripeError } from "./errors";

/** A key in use is a 409, one that came with other parameters before a 400. */
export const keyRefusals = (key: string): KeyRefusals => ({
  inUse: () =>
    new StripeError(409, {
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this Idempotent Key (${key}). Please try again later.`,
    }),
  otherRequest: () =>
    new StripeError(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    }),
});
