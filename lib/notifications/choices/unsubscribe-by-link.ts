import { and, eq, isNull } from "drizzle-orm";
import { users } from "@/db/schema";
import { readUnsubscribe, unsubscribe } from "@/lib/outreach/unsubscribe";
import type { Ctx } from "@/lib/platform/context";
import { readChoiceToken } from "./choice-links";
import { isMuted, mute } from "./mute";
import type { OptionalMail } from "./optional-mails";

export type LinkReading = {
  /** "foreign" for a token that is not ours, "done" once it was acted on. */
  state: "open" | "done" | "foreign";
  /** The kind of mail that it stops; null where it ends all invitations of its address. */
  kind: OptionalMail | null;
};

/** For a page that asks before it acts. */
export async function readUnsubscribeLink(
  ctx: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<LinkReading> {
  const choice = await readChoiceToken(token, ctx.now);
  if (!choice) return { state: await readUnsubscribe(ctx, token), kind: null };
  return { state: (await isMuted(ctx.db, choice)) ? "done" : "open", kind: choice.kind };
}

/**
 * Whoever holds the link of a mail wants no more of its kind: no sign-in is asked for. Works again and
 * again, and does nothing where the account is gone. Throws INVALID_TOKEN.
 */
export async function unsubscribeByLink(
  ctx: Pick<Ctx, "db" | "now">,
  { token }: { token: string },
): Promise<OptionalMail | null> {
  const choice = await readChoiceToken(token, ctx.now);
  if (!choice) {
    await unsubscribe(ctx, { token });
    return null;
  }
  const [user] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, choice.userId), isNull(users.deletedAt)));
  if (user) await mute(ctx.db, ctx.now, user.id, [choice.kind]);
  return choice.kind;
}
