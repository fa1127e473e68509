import { invalidInput } from "@/lib/platform/errors";

/** The form that an action was given: whoever calls it by hand can send anything. Throws INVALID_INPUT. */
export function requireForm(data: unknown): FormData {
  if (!(data instanceof FormData)) throw invalidInput("body", "must be a form");
  return data;
}
