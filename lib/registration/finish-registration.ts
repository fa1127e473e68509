import type { z } from "zod";
import type { Tx } from "@/db/client";
import { hashPassword } from "@/lib/auth/password-hash";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { getOwnProfile } from "@/lib/profiles/get-own-profile";
import { publishProfile } from "@/lib/profiles/publish-profile";
import { registrantProof } from "./claim-proof";
import { completeRegistration, type Registered } from "./complete-registration";
import type { ProfileDraft } from "./make-profile";
import type { Registrant } from "./registrant";
import { type FinishRegistration, STEPS } from "./registration-input";
import { readProgress } from "./steps";
import { TERMS_VERSION } from "./terms";

/**
 * Ends the steps of the page: makes the registrant a researcher with what the steps hold, and publishes
 * the profile when it has all that it needs. Throws as completeRegistration does, INVALID_INPUT without
 * the terms, and WRONG_STATE when a step is missing or was changed since the page has shown it.
 */
export async function finishRegistration(
  ctx: Ctx,
  registrant: Registrant,
  input: z.output<typeof FinishRegistration>,
): Promise<Registered> {
  if (input.terms_version !== TERMS_VERSION)
    throw invalidInput("terms_version", "must be agreed to as they are now");
  const passwordHash = input.password ? await hashPassword(input.password) : null;
  const isProven = await registrantProof(ctx, registrant);
  const registered = await inTransaction(ctx.db, async (tx) => {
    const draft = await readDraft(tx, registrant.email, input.versions);
    return completeRegistration(tx, ctx.now, registrant, { draft, isProven, passwordHash });
  });
  const owned = { ...ctx, actor: registered.owner };
  const { missing } = await getOwnProfile(owned);
  if (missing.length === 0) await publishProfile(owned);
  return registered;
}

async function readDraft(
  tx: Tx,
  email: string,
  versions: z.output<typeof FinishRegistration>["versions"],
): Promise<ProfileDraft> {
  const { values, versions: saved } = await readProgress(tx, email);
  const { profile, rate, hours } = values;
  if (!profile || !rate || !hours)
    throw new DomainError("WRONG_STATE", "Some of the steps before this one are not filled in");
  if (STEPS.some((step) => versions[step] !== saved[step]))
    throw new DomainError(
      "WRONG_STATE",
      "Another tab has changed something since this page was opened. Load it again and look once more",
    );
  return {
    ...profile,
    rateCents: Math.round(rate.rate * 100),
    payoutCountry: rate.payout_country,
    timeZone: hours.time_zone,
    rules: hours.availability,
  };
}
