import { and, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  apiGrants,
  idempotencyKeys,
  invitations,
  mailTokens,
  mutedMails,
  outreachRequests,
  payments,
  profileRequests,
  registrationSteps,
  sentMails,
  sessionReports,
  sessions,
  users,
} from "@/db/schema";
import { addressOfDeleted, FORMER_READER } from "@/lib/auth/deleted-account";
import { endSessions } from "@/lib/auth/end-sessions";
import { hashAddress } from "@/lib/outreach/address-hash";
import { endInvitations } from "@/lib/outreach/end-invitations";
import { moveRequests } from "@/lib/registration/requests/profile-request";

/** Stands where the person's own words on a report stood: the decision stays. */
const FORGOTTEN = "Removed with the account.";

/**
 * Forgets the person of an account; what payments and sessions hang on stays, without them. The caller
 * has locked the row and knows that nothing is left to settle.
 */
export async function forgetReader(
  tx: Tx,
  now: Date,
  { id, email }: { id: string; email: string },
): Promise<void> {
  await endSessions(tx, id, now);
  await tx.delete(apiGrants).where(eq(apiGrants.userId, id));
  await tx.delete(mailTokens).where(eq(mailTokens.userId, id));
  await tx.delete(mutedMails).where(eq(mutedMails.userId, id));
  await tx.delete(idempotencyKeys).where(eq(idempotencyKeys.scope, id));
  await tx.delete(outreachRequests).where(eq(outreachRequests.userId, id));
  await tx.update(sessions).set({ questions: null }).where(eq(sessions.readerId, id));
  await forgetWords(tx, "reader", eq(sessions.readerId, id));
  // The receipt's page at Stripe shows the address.
  await tx.update(payments).set({ receiptUrl: null }).where(eq(payments.userId, id));
  await forgetAddress(tx, now, { id, email });
  await tx
    .update(users)
    .set({
      name: FORMER_READER,
      email: addressOfDeleted(id),
      passwordHash: null,
      emailVerifiedAt: null,
      isAdmin: false,
      timeZone: "UTC",
      orcid: null,
      deletedAt: now,
    })
    .where(eq(users.id, id));
}

/** What was invited, asked for or begun under the address. That it must not be written to stays, as a hash. */
async function forgetAddress(
  tx: Tx,
  now: Date,
  { id, email }: { id: string; email: string },
): Promise<void> {
  const isTheirs = eq(invitations.addressHash, hashAddress(email));
  await endInvitations(tx, now, isTheirs, "decline");
  const invited = await tx
    .update(invitations)
    .set({
      email: addressOfDeleted(id),
      // One whose mail came back could still be taken up.
      state: sql`case ${invitations.state} when 'failed' then 'declined' else ${invitations.state} end`,
    })
    .where(isTheirs)
    .returning({ id: invitations.id });
  for (const { id: invitationId } of invited)
    await tx
      .update(outreachRequests)
      .set({ email: addressOfDeleted(id) })
      .where(eq(outreachRequests.invitationId, invitationId));
  await tx.delete(registrationSteps).where(eq(registrationSteps.email, email));
  const asked = eq(profileRequests.email, email);
  await moveRequests(tx, and(asked, eq(profileRequests.kind, "claim")), "end", { decidedAt: now });
  await tx.update(profileRequests).set({ email: null }).where(asked);
  await forgetRecipient(tx, id, email);
}

/** The ledger goes on to say what was sent, not to which address. */
export async function forgetRecipient(
  tx: Pick<Tx, "update">,
  id: string,
  email: string,
): Promise<void> {
  await tx
    .update(sentMails)
    .set({ recipient: addressOfDeleted(id) })
    .where(eq(sentMails.recipient, email));
}

/** What one side of some sessions wrote about a report. */
export async function forgetWords(
  tx: Tx,
  party: "reader" | "researcher",
  ofSessions: ReturnType<typeof eq>,
): Promise<void> {
  const theirs = sql`${sessionReports.sessionId} in (select ${sessions.id} from ${sessions} where ${ofSessions})`;
  await tx
    .update(sessionReports)
    .set({ text: FORGOTTEN })
    .where(and(theirs, eq(sessionReports.reportedBy, party)));
  await tx
    .update(sessionReports)
    .set({ contestText: FORGOTTEN })
    .where(
      and(
        theirs,
        ne(sessionReports.reportedBy, party),
        sql`${sessionReports.contestText} is not null`,
      ),
    );
}
