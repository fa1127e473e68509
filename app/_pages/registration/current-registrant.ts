import { anonymousContext, pageContext } from "@/lib/auth/current-context";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import {
  accountRegistrant,
  type Registrant,
  type RegistrantReading,
  readRegistrant,
} from "@/lib/registration/registrant";
import { keptCredential, type LinkCredential } from "@/lib/registration/registration-cookie";
import { nextStep, readProgress } from "@/lib/registration/steps";

/** The two ways in, which are also where their pages lie: by a mailed link, or with an account. */
export type Way = "register" | "apply";

/** Who holds the link that this browser has followed; "none" when it has followed none. */
export async function invitedRegistrant(ctx: Ctx): Promise<RegistrantReading | { state: "none" }> {
  const credential = await keptCredential();
  return credential ? readRegistrant(ctx, credential) : { state: "none" };
}

/** The step that whoever holds a link had come to; the first one's page also says what is wrong with a link. */
export async function stepOfCredential(credential: LinkCredential | null): Promise<string> {
  if (!credential) return "profile";
  const ctx = anonymousContext();
  const reading = await readRegistrant(ctx, credential);
  if (reading.state !== "live") return "profile";
  return nextStep(await readProgress(ctx.db, reading.registrant.email));
}

/** Who registers, for the actions of the steps. Throws INVALID_TOKEN for a link that no longer works. */
export async function requireRegistrant(way: Way): Promise<Ctx & { registrant: Registrant }> {
  const ctx = await pageContext();
  if (way === "apply") return { ...ctx, registrant: await accountRegistrant(ctx) };
  const reading = await invitedRegistrant(ctx);
  if (reading.state === "live") return { ...ctx, registrant: reading.registrant };
  throw new DomainError(
    "INVALID_TOKEN",
    reading.state === "used"
      ? "This invitation was used already, perhaps in another tab: sign in to go on"
      : "The link no longer works. Open it once more from your mail",
  );
}
