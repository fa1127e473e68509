import { and, eq } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { registrationSteps } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { STEPS, type Step, type StepValues } from "./registration-input";

/** What was filled in so far, with the number of each step's saving; 0 for one that was not saved. */
export type Progress = {
  values: { [S in Step]?: StepValues<S> };
  versions: Record<Step, number>;
};

/** How far somebody has come. The caller knows that the address is theirs. */
export async function readProgress(db: Database | Tx, email: string): Promise<Progress> {
  const rows = await db.select().from(registrationSteps).where(eq(registrationSteps.email, email));
  const saved = new Map(rows.map((row) => [row.step, row]));
  return {
    values: Object.fromEntries(rows.map(({ step, values }) => [step, values])),
    versions: {
      profile: saved.get("profile")?.version ?? 0,
      rate: saved.get("rate")?.version ?? 0,
      hours: saved.get("hours")?.version ?? 0,
    },
  };
}

/** The first step that is still to be filled in; the terms when there is none. */
export const nextStep = ({ versions }: Progress): Step | "terms" =>
  STEPS.find((step) => versions[step] === 0) ?? "terms";

/**
 * Keeps a step. `version` is the saving that the page has seen: when another tab has saved something
 * else meanwhile nothing is written, and WRONG_STATE carries the `version` that is there now.
 */
export async function saveStep<S extends Step>(
  { db, now }: Pick<Ctx, "db" | "now">,
  email: string,
  { step, version, values }: { step: S; version: number; values: StepValues<S> },
): Promise<void> {
  const written =
    version === 0
      ? await db
          .insert(registrationSteps)
          .values({ email, step, values, savedAt: now })
          .onConflictDoNothing()
          .returning({ version: registrationSteps.version })
      : await db
          .update(registrationSteps)
          .set({ values, version: version + 1, savedAt: now })
          .where(and(isStep(email, step), eq(registrationSteps.version, version)))
          .returning({ version: registrationSteps.version });
  if (written.length > 0) return;
  const [other] = await db.select().from(registrationSteps).where(isStep(email, step));
  if (other && JSON.stringify(inOrder(other.values)) === JSON.stringify(inOrder(values))) return;
  throw new DomainError(
    "WRONG_STATE",
    "Another tab has saved this step since this one was opened. Go on once more to keep what is here instead, or load the page again to see what the other one saved",
    { version: other?.version ?? 0 },
  );
}

const isStep = (email: string, step: Step) =>
  and(eq(registrationSteps.email, email), eq(registrationSteps.step, step));

/** jsonb keeps its keys in an order of its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, inOrder(one)]);
}
