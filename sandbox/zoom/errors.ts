import type { ContentfulStatusCode } from "hono/utils/http-status";

export type FieldError = { field: string; message: string };

/** A refusal in Zoom's words: `{code, message, errors?}`. */
export class ZoomError extends Error {
  override name = "ZoomError";

  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: number,
    message: string,
    readonly errors?: FieldError[],
  ) {
    super(message);
  }

  get body(): object {
    return {
      code: this.code,
      message: this.message,
      ...(this.errors ? { errors: this.errors } : {}),
    };
  }
}

export function validationFailed(errors: FieldError[]): ZoomError {
  return new ZoomError(400, 300, "Validation Failed.", errors);
}

export function noSuchMeeting(id: string): ZoomError {
  return new ZoomError(404, 3001, `Meeting does not exist: ${id}.`);
}
