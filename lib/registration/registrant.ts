import { and, eq } from "drizzle-orm";
import { researchers } from "@/db/schema";
import { requireVerified } from "@/lib/auth/actor";
import { readInvitation } from "@/lib/outreach/read-invitation";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { type Researcher, researcherColumns } from "@/lib/researchers/researcher";
import { readGrantedClaim } from "./requests/granted-claim";

/** What lets somebody register: a mailed invitation, a granted claim, or an account with a confirmed address. */
export type Credential =
  | { kind: "invitation"; token: string }
  | { kind: "claim"; token: string }
  | { kind: "account"; userId: string };

/** Who registers: their proven address, and what is known of them already. */
export type Registrant = {
  credential: Credential;
  email: string;
  name: string | null;
  /** The collected profile that is said to be theirs, as it is now. */
  collected: Researcher | null;
};

export type RegistrantReading =
  | { state: "live"; registrant: Registrant }
  | { state: "foreign" | "used" | "expired" | "declined" };

/** Who holds an invitation or a granted claim, without taking it. */
export async function readRegistrant(
  ctx: Ctx,
  credential: Exclude<Credential, { kind: "account" }>,
): Promise<RegistrantReading> {
  const read =
    credential.kind === "invitation"
      ? await readInvitation(ctx, credential.token)
      : await readGrantedClaim(ctx, credential.token);
  if (read.state !== "live") return { state: read.state };
  const collected = read.researcher?.standing === "unclaimed" ? read.researcher : null;
  const { email } = read;
  return {
    state: "live",
    registrant: { credential, email, name: collected?.name ?? null, collected },
  };
}

/**
 * The signed-in user as a registrant; a collected profile is said to be theirs when its known address
 * is the one they have confirmed. Throws UNAUTHENTICATED, EMAIL_UNVERIFIED and ALREADY_RESEARCHER.
 */
export async function accountRegistrant(ctx: Ctx): Promise<Registrant> {
  const actor = requireVerified(ctx.actor);
  if (actor.researcherId !== null) throw alreadyResearcher();
  const [known] = await ctx.db
    .select(researcherColumns)
    .from(researchers)
    .where(and(eq(researchers.email, actor.email), eq(researchers.standing, "unclaimed")))
    .orderBy(researchers.createdAt)
    .limit(1);
  return {
    credential: { kind: "account", userId: actor.id },
    email: actor.email,
    name: actor.name,
    collected: known ?? null,
  };
}

export const alreadyResearcher = () =>
  new DomainError("ALREADY_RESEARCHER", "This account has a researcher’s profile already");
