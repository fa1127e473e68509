import { and, eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { orcidConnected } from "./emails/orcid-connected";
import { sendMail } from "./send-mail";
import type { Sent } from "./send-to-party";

/** Tells an account's owner of an iD that opens it now; not of one that is disconnected again. */
export async function sendOrcidConnected(
  ctx: Ctx,
  { userId, orcid, eventId }: { userId: string; orcid: string; eventId: string },
): Promise<Sent> {
  const [user] = await ctx.db
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.orcid, orcid)));
  if (!user) return "skipped";
  return sendMail(ctx, {
    ...orcidConnected({ orcid }),
    kind: "orcid-connected",
    to: user.email,
    key: `orcid-connected:${eventId}`,
  });
}
