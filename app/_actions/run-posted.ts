import type { Posted } from "@/components/forms/use-posted-form";
import { requireForm } from "./require-form";
import { runAction } from "./run-action";

/** Runs the work of a form's server action; the answer carries what was typed, for a page without scripts. */
export async function runPosted(
  data: unknown,
  work: (form: FormData) => Promise<object>,
): Promise<Posted> {
  const values: Record<string, string> = {};
  for (const [name, value] of data instanceof FormData ? data : []) {
    if (typeof value === "string" && !name.startsWith("$")) values[name] = value;
  }
  return { values, result: await runAction(async () => work(requireForm(data))) };
}
