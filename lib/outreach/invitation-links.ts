import { env } from "@/lib/platform/env";
import type { Invitation } from "./invitation";
import { signInvitation } from "./invitation-token";
import { signUnsubscribe } from "./unsubscribe";

/**
 * The links of an invitation's mails, absolute and the same each time. None of them does anything by
 * being opened: mail programs look at links before people do. `oneClick` acts by POST alone (RFC 8058).
 */
export async function linksOf(invitation: Invitation) {
  const token = await signInvitation(invitation);
  const leaving = await signUnsubscribe(invitation.addressHash, invitation.createdAt);
  const to = (path: string) => new URL(path, env().APP_URL).href;
  return {
    register: to(`/register?token=${token}`),
    decline: to(`/decline?token=${token}`),
    unsubscribe: to(`/unsubscribe?token=${leaving}`),
    oneClick: to(`/api/v1/consulting/outreach/unsubscribe?token=${leaving}`),
  };
}
