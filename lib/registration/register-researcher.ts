import type { z } from "zod";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { getOwnProfile, type OwnProfile } from "@/lib/profiles/get-own-profile";
import { registrantProof } from "./claim-proof";
import { completeRegistration } from "./complete-registration";
import { readRegistrant } from "./registrant";
import type { RegisterResearcher } from "./registration-input";

const refusals = {
  foreign: "This is not an invitation of ours, or part of it is missing",
  used: "This invitation was used already: sign in to go on",
  declined: "This invitation was declined",
  expired: "This invitation has expired",
};

/**
 * Registers whoever holds an invitation: its token is the proof of the address, so nobody need be signed
 * in. Returns the profile as its owner sees it, with what it still lacks before it can be published.
 * Throws INVALID_TOKEN, INVALID_INPUT for another address, ALREADY_RESEARCHER and PROFILE_CLAIMED.
 */
export async function registerResearcher(
  ctx: Ctx,
  input: z.output<typeof RegisterResearcher>,
): Promise<OwnProfile> {
  const { token, email, rate, availability: rules, time_zone, ...plain } = input;
  const reading = await readRegistrant(ctx, { kind: "invitation", token });
  if (reading.state !== "live")
    throw new DomainError("INVALID_TOKEN", refusals[reading.state], {
      reason: reading.state,
      fields: { token: "is no invitation that can be used now" },
    });
  const { registrant } = reading;
  if (registrant.email.toLowerCase() !== email)
    throw invalidInput("email", "must be the address that the invitation was sent to");
  const draft = {
    ...plain,
    rateCents: Math.round(rate * 100),
    timeZone: time_zone ?? null,
    rules,
  };
  const isProven = await registrantProof(ctx, registrant);
  const { owner } = await inTransaction(ctx.db, (tx) =>
    completeRegistration(tx, ctx.now, registrant, { draft, isProven, passwordHash: null }),
  );
  return getOwnProfile({ ...ctx, actor: owner });
}
