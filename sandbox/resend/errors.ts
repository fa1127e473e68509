import type { ContentfulStatusCode } from "hono/utils/http-status";

/** A refusal in Resend's words: `{statusCode, name, message}`. */
export class ResendError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  get body(): object {
    return { statusCode: this.status, name: this.code, message: this.message };
  }
}

export function invalid(message: string): ResendError {
  return new ResendError(422, "validation_error", message);
}

export function missing(field: string): ResendError {
  return new ResendError(422, "missing_required_field", `Missing ${field} field.`);
}
