import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { mailTokens, users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { hadEnoughLinks, type MailPurpose } from "./mail-requested";
import { withReturnTo } from "./return-to";
import { hashSecret } from "./secret-hash";

const links = {
  verify_email: { token: "verify_email", path: "/verify-email", hours: 72 },
  set_password: { token: "set_password", path: "/set-password", hours: 72 },
  reset_password: { token: "set_password", path: "/set-password", hours: 1 },
  delete_account: { token: "delete_account", path: "/account/delete", hours: 1 },
  account_exists: { token: "set_password", path: "/set-password", hours: 1 },
} as const satisfies Record<MailPurpose, unknown>;

export type MailLink = { link: string; signInLink: string; expiresAt: Date };

/**
 * The single-use link of one mail: `{link, signInLink, expiresAt}`, absolute. The same key gives the
 * same link, so a repeated sending step repeats the mail exactly; take the event's id. Null when the
 * user was sent so many within the hour that this one is held back.
 */
export async function createMailToken(
  ctx: Pick<Ctx, "db" | "now">,
  input: { userId: string; purpose: MailPurpose; key: string; returnTo?: string | null },
): Promise<MailLink | null> {
  const { token: purpose, path, hours } = links[input.purpose];
  // Derived, not drawn: only its hash is kept, and a retry has no other way to know it.
  const secret = createHmac("sha256", env().NEXTAUTH_SECRET)
    .update(JSON.stringify(["mail-token", input.purpose, input.userId, input.key]))
    .digest("base64url");
  const secretHash = hashSecret(secret);
  const expiresAt = await inTransaction(ctx.db, async (tx) => {
    // One at a time: of requests that came all at once, each counts those before it.
    await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.id, input.userId))
      .for("no key update");
    const [earlier] = await tx
      .select({ expiresAt: mailTokens.expiresAt })
      .from(mailTokens)
      .where(eq(mailTokens.secretHash, secretHash));
    if (earlier) return earlier.expiresAt;
    if (await hadEnoughLinks(tx, ctx.now, input.userId)) return null;
    const until = addHours(ctx.now, hours);
    await tx.insert(mailTokens).values({
      userId: input.userId,
      purpose,
      secretHash,
      expiresAt: until,
      createdAt: ctx.now,
    });
    return until;
  });
  if (!expiresAt) return null;
  const absolute = (to: string) =>
    new URL(withReturnTo(to, input.returnTo ?? null), env().APP_URL).href;
  return {
    link: absolute(`${path}?token=${secret}`),
    signInLink: absolute("/sign-in"),
    expiresAt,
  };
}
