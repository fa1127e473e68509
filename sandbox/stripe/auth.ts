import { StripeError } from "./errors";

export type Auth = { key: string; publishable: boolean };

/**
 * Reads the API key from Basic (the user name) or Bearer. Any `sk_test_…` or `pk_test_…` is a key of
 * the one account that the sandbox has, except those that end in `_invalid`.
 */
export function authenticate(header: string | undefined): Auth {
  const key = keyOf(header ?? "");
  if (!key)
    throw refusal(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.",
    );
  const match = /^(sk|pk)_test_\w+$/.exec(key);
  if (!match || key.endsWith("_invalid")) throw refusal(`Invalid API Key provided: ${masked(key)}`);
  return { key, publishable: match[1] === "pk" };
}

function keyOf(header: string): string {
  const [scheme = "", credentials = ""] = header.split(" ", 2);
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(credentials, "base64").toString("utf8").split(":", 1)[0] ?? "";
}

function masked(key: string): string {
  return key.length <= 12 ? "*".repeat(key.length) : `${key.slice(0, 8)}****${key.slice(-4)}`;
}

function refusal(message: string): StripeError {
  return new StripeError(401, { type: "invalid_request_error", message });
}
