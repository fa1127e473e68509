import type { z } from "zod";

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const kinds: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const forms: Record<string, string> = {
  uuid: "a UUID such as 7f9c24e5-1b2a-4c3d-8e4f-5a6b7c8d9e0f",
  guid: "a UUID such as 7f9c24e5-1b2a-4c3d-8e4f-5a6b7c8d9e0f",
  datetime: "a time such as 2026-06-10T14:00:00Z",
  date: "a date such as 2026-06-10",
  email: "an e-mail address such as ada@example.org",
  url: "a web address such as https://example.org",
};

/**
 * What is wrong with a field whose schema does not say it itself, to be read after the field's name:
 * "must be at least 1". In place of the library's own words, which speak of its types.
 */
export function plainWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is missing";
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${listed(issue.values)}`;
    case "invalid_format":
      return forms[issue.format]
        ? `must be ${forms[issue.format]}`
        : "does not have the right form";
    case "too_small":
      return bound(issue, issue.minimum, issue.inclusive ? "at least" : "more than");
    case "too_big":
      return bound(issue, issue.maximum, issue.inclusive ? "at most" : "less than");
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "unrecognized_keys":
      return `has fields that are not known here: ${issue.keys.join(", ")}`;
    case "invalid_union":
      return "has none of the forms that are possible here";
    default:
      return undefined;
  }
}

/** "a", "b" or "c", quoted as in JSON. */
function listed(values: readonly unknown[]): string {
  const quoted = values.map((value) => JSON.stringify(value));
  const last = quoted.pop();
  return quoted.length > 0 ? `${quoted.join(", ")} or ${last}` : String(last);
}

function bound({ origin }: { origin: string }, limit: unknown, words: string): string {
  const unit = { string: "character", array: "entry", set: "entry" }[origin];
  if (!unit) return `must be ${words} ${limit}`;
  const units = unit === "entry" ? "entries" : "characters";
  return `must have ${words} ${limit} ${Number(limit) === 1 ? unit : units}`;
}
