/** Why an action did not happen, in plain data for the page that asked. */
export type Refusal = {
  ok: false;
  code: string;
  message: string;
  details: Record<string, unknown>;
};

/** What a server action answers: what it made, or why not. */
export type ActionResult<Made extends object = object> = ({ ok: true } & Made) | Refusal;

/** The answer when the server could not be asked at all. */
export const UNREACHABLE: Refusal = {
  ok: false,
  code: "UNREACHABLE",
  message: "Colloquy could not be reached. Nothing was changed; try again in a moment.",
  details: {},
};

/** The same, to somebody who has typed. */
export const FORM_UNREACHABLE: Refusal = {
  ...UNREACHABLE,
  message: "Colloquy could not be reached. What you typed is still here; try again in a moment.",
};

/** The refusals of single fields: `details.fields`, or none. */
export function fieldsOf(refusal: Refusal | null): Record<string, string> {
  const fields = refusal?.details.fields;
  if (typeof fields !== "object" || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, String(text)]));
}
