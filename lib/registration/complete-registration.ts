import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { registrationSteps, researchers } from "@/db/schema";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import { acceptRequestsFor } from "@/lib/outreach/accept-requests";
import { redeemInvitation } from "@/lib/outreach/redeem-invitation";
import type { UserActor } from "@/lib/platform/context";
import { emit } from "@/lib/platform/outbox";
import { findOrMakeAccount, lockAccount, type RegistrantAccount } from "./find-or-make-account";
import { makeProfile, type ProfileDraft } from "./make-profile";
import { alreadyResearcher, type Registrant } from "./registrant";
import { redeemClaim } from "./requests/granted-claim";

export type Registered = {
  account: RegistrantAccount;
  owner: UserActor & { researcherId: string };
};

/**
 * Makes a registrant a researcher, all of it or nothing: takes what lets them register, finds or makes
 * their account, gives it the profile with its hours, accepts what readers have asked of the address,
 * and forgets the steps. Throws INVALID_TOKEN, ALREADY_RESEARCHER and PROFILE_CLAIMED.
 */
export async function completeRegistration(
  tx: Tx,
  now: Date,
  registrant: Registrant,
  input: {
    draft: ProfileDraft;
    /** Whether the collected profile that the registrant names is shown to be theirs. */
    isProven: boolean;
    passwordHash: string | null;
  },
): Promise<Registered> {
  const { credential, email, collected } = registrant;
  const { draft, isProven, passwordHash } = input;
  // First of all locks, as a removal takes it first too.
  if (collected) await lockResearcher(tx, collected.id);
  if (credential.kind === "invitation") await redeemInvitation(tx, now, credential.token);
  if (credential.kind === "claim") await redeemClaim(tx, now, credential.token);
  const account =
    credential.kind === "account"
      ? await lockAccount(tx, credential.userId)
      : await findOrMakeAccount(tx, now, {
          email,
          name: draft.name,
          timeZone: draft.timeZone,
          passwordHash,
        });
  await requireNoProfile(tx, account.id);
  const researcherId = await makeProfile(
    tx,
    now,
    { userId: account.id, email },
    draft,
    collected && { id: collected.id, isProven },
  );
  await acceptRequestsFor(tx, now, { email, researcherId });
  await tx.delete(registrationSteps).where(eq(registrationSteps.email, email));
  await emit(tx, "researcher/registered", { researcherId });
  return { account, owner: { ...actorOf(account), researcherId } };
}

/** The account is locked, so that nobody gives it a profile meanwhile. */
async function requireNoProfile(tx: Tx, userId: string): Promise<void> {
  const [own] = await tx
    .select({ id: researchers.id })
    .from(researchers)
    .where(eq(researchers.userId, userId));
  if (own) throw alreadyResearcher();
}

const actorOf = ({ id, name, email, timeZone }: RegistrantAccount) => ({
  kind: "user" as const,
  id,
  name,
  email,
  timeZone,
  emailVerified: true,
  // What follows for the new owner asks for no more.
  isAdmin: false,
});
