import { desc, eq } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { invitations } from "@/db/schema";
import { DomainError } from "@/lib/platform/errors";
import { hashAddress } from "./address-hash";
import type { Invitation } from "./invitation";
import { type Suppression, suppressionOf } from "./suppressions";

/** How an address stands towards one more request. */
export type Standing =
  | { kind: "new" }
  /** There is an invitation to join; no further mail goes out for it. */
  | { kind: "open"; invitation: Invitation }
  | { kind: "closed"; reason: keyof typeof words; until: Date | null };

const words = {
  suppressed: "This person has asked us not to write to them",
  unreachable: "Mail to this address comes back; supply another one if you know it",
  declined: "This person has declined to be invited for now",
  unanswered: "This person was invited and has not answered; they are not asked again so soon",
};

const reasonOf = (suppression: Suppression) =>
  suppression === "bounced" ? "unreachable" : "suppressed";

/** Whether an address can be invited now, joins the invitation that is open, or is left alone. */
export async function readStanding(db: Database | Tx, email: string, now: Date): Promise<Standing> {
  const suppression = await suppressionOf(db, email);
  if (suppression) return { kind: "closed", reason: reasonOf(suppression), until: null };
  const [last] = await db
    .select()
    .from(invitations)
    .where(eq(invitations.addressHash, hashAddress(email)))
    .orderBy(desc(invitations.createdAt))
    .limit(1);
  const neverSent = last?.state === "failed" && last.mailedAt === null;
  if (!last || neverSent || last.quietUntil <= now) return { kind: "new" };
  if (last.state === "open" && last.expiresAt > now) return { kind: "open", invitation: last };
  const closed = { kind: "closed", until: last.quietUntil } as const;
  if (last.state === "failed") return { ...closed, reason: "unreachable" };
  return { ...closed, reason: last.state === "declined" ? "declined" : "unanswered" };
}

/** The refusal for an address that is left alone; `details` say why, and until when if it ends. */
export const notInvitable = ({ reason, until }: Extract<Standing, { kind: "closed" }>) =>
  new DomainError("NOT_INVITABLE", words[reason], {
    reason,
    ...(until && { again_after: until.toISOString() }),
  });
