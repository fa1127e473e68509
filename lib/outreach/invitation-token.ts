import type { Invitation } from "./invitation";
import { readOutreachToken, signOutreachToken } from "./outreach-token";

/**
 * The token in an invitation's links: a JWT that names the invitation and ends with it. That it works
 * once is for the invitation's row to say.
 */
export const signInvitation = ({
  id,
  createdAt,
  expiresAt,
}: Pick<Invitation, "id" | "createdAt" | "expiresAt">): Promise<string> =>
  signOutreachToken({ purpose: "invitation", id, issuedAt: createdAt, expiresAt });

/** The id of the invitation that a token was made for, and whether its time is over; null for any other text. */
export const readInvitationToken = (token: string, now: Date) =>
  readOutreachToken(token, "invitation", now);
