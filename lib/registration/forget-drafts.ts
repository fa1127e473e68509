import { and, eq, lt } from "drizzle-orm";
import { profileRequests, registrationSteps } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { addHours } from "@/lib/platform/time";

const DRAFT_DAYS = 90;
const ASKED_DAYS = 30;

/** Forgets steps that nobody went on with, and requests whose link was never followed. Returns how many of both. */
export async function forgetDrafts({ db, now }: Ctx): Promise<number> {
  const before = (days: number) => addHours(now, -days * 24);
  const steps = await db
    .delete(registrationSteps)
    .where(lt(registrationSteps.savedAt, before(DRAFT_DAYS)))
    .returning({ step: registrationSteps.step });
  const requests = await db
    .delete(profileRequests)
    .where(
      and(eq(profileRequests.state, "asked"), lt(profileRequests.createdAt, before(ASKED_DAYS))),
    )
    .returning({ id: profileRequests.id });
  // Where the mail about it could not go out, the address is not kept for that.
  await db
    .update(profileRequests)
    .set({ email: null })
    .where(
      and(
        eq(profileRequests.kind, "removal"),
        eq(profileRequests.state, "done"),
        lt(profileRequests.decidedAt, before(ASKED_DAYS)),
      ),
    );
  return steps.length + requests.length;
}
