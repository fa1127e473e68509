/** Every way in which a verb can refuse. Mapped to HTTP statuses in lib/api/http-status.ts. */
export type ErrorCode =
  | "INVALID_INPUT"
  | "UNAUTHENTICATED"
  | "INVALID_CREDENTIALS"
  | "INVALID_TOKEN"
  | "EMAIL_UNVERIFIED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "EMAIL_TAKEN"
  | "SLOT_UNAVAILABLE"
  | "SCHEDULE_CONFLICT"
  | "READER_BUSY"
  | "TOO_MANY_HOLDS"
  | "OWN_PROFILE"
  | "NOT_BOOKABLE"
  | "HOLD_EXPIRED"
  | "WRONG_STATE"
  | "CANCELLATION_WINDOW_CLOSED"
  | "ANSWER_DEADLINE_PASSED"
  | "NO_MEETING_HOST"
  | "SLUG_TAKEN"
  | "ALREADY_RESEARCHER"
  | "PROFILE_CLAIMED"
  | "PROFILE_INCOMPLETE"
  | "ORCID_TAKEN"
  | "ORCID_DIFFERS"
  | "INSTITUTION_UNKNOWN"
  | "INSTITUTIONS_UNAVAILABLE"
  | "ALREADY_REVIEWED"
  | "ALREADY_REPLIED"
  | "REVIEW_CLOSED"
  | "ALREADY_REPORTED"
  | "REPORT_CLOSED"
  | "MEETING_NOT_READY"
  | "MEETING_NOT_OPEN"
  | "ALREADY_MEMBER"
  | "ALREADY_REGISTERED"
  | "NOT_INVITABLE"
  | "OUTREACH_LIMIT"
  | "PAYMENT_REQUIRED"
  | "PAYMENT_MISMATCH"
  | "PAYMENT_PROVIDER_UNAVAILABLE"
  | "SOURCES_UNAVAILABLE"
  | "BUSY"
  | "INVALID_SIGNATURE"
  | "PAYLOAD_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "METHOD_NOT_ALLOWED"
  | "IDEMPOTENCY_KEY_REUSED"
  | "IDEMPOTENCY_KEY_IN_USE"
  | "ACCOUNT_NOT_SETTLED"
  | "RATE_LIMITED";

/** A refusal that a caller can understand and act on; anything else is a defect. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** Wrong input, naming the field: `details.fields` maps field paths to messages. */
export function invalidInput(field: string, message: string): DomainError {
  return new DomainError("INVALID_INPUT", `${field}: ${message}`, { fields: { [field]: message } });
}

export const notFound = (what: string) => new DomainError("NOT_FOUND", `${what} not found`);
