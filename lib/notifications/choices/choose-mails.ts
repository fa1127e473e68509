import { z } from "zod";
import { requireUser } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import { listMuted, mute, unmute } from "./mute";
import { type OptionalMail, optionalMails } from "./optional-mails";

/** Whether each optional mail is sent. */
export type MailChoices = Record<OptionalMail, boolean>;

const eachKind = <T>(make: (kind: OptionalMail) => T) =>
  Object.fromEntries(optionalMails.map((kind) => [kind, make(kind)])) as Record<OptionalMail, T>;

/** Each optional mail in the API: whether it is sent. */
export const MailChoicesView = z.object(eachKind(() => z.boolean())).meta({ id: "MailChoices" });

/** Which optional mails to send or not; those left out stay as they are, and no other can be named. */
export const ChooseMails = z.strictObject(eachKind(() => z.boolean().optional()));

/** The actor's own choices. */
export async function readMailChoices(ctx: Ctx): Promise<MailChoices> {
  const muted = await listMuted(ctx.db, requireUser(ctx.actor).id);
  return eachKind((kind) => !muted.has(kind));
}

/** Changes the actor's own choices, and returns all of them. */
export async function chooseMails(ctx: Ctx, input: Partial<MailChoices>): Promise<MailChoices> {
  const { id } = requireUser(ctx.actor);
  const chosen = (on: boolean) => optionalMails.filter((kind) => input[kind] === on);
  await inTransaction(ctx.db, async (tx) => {
    await mute(tx, ctx.now, id, chosen(false));
    await unmute(tx, id, chosen(true));
  });
  return readMailChoices(ctx);
}
