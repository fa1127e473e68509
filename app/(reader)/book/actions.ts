"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { runAction } from "@/app/_actions/run-action";
import type { HoldState } from "@/components/sessions/hold-form";
import { parseInput } from "@/lib/api/input";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { createCheckoutAccount } from "@/lib/auth/create-checkout-account";
import { pageContext } from "@/lib/auth/current-context";
import { CreateCheckoutAccount } from "@/lib/auth/inputs";
import { limitUser, limitVisitor } from "@/lib/auth/limit-caller";
import { loadSessionActor } from "@/lib/auth/load-actor";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { isTimeZone } from "@/lib/platform/time";
import { HoldSession } from "@/lib/sessions/hold-input";
import { holdSession } from "@/lib/sessions/hold-session";
import { previewSession } from "@/lib/sessions/preview-session";

const HoldForm = z.object({
  slot: z.string().max(64).catch(""),
  paper: z.guid().optional().catch(undefined),
  name: z.string().max(500).catch(""),
  email: z.string().max(500).catch(""),
  timeZone: z.string().refine(isTimeZone).optional().catch(undefined),
});

/** Holds a time for whoever is signed in, or for a new reader who gives a name and an address. */
export async function holdTime(_: HoldState, form: FormData): Promise<HoldState> {
  const values = HoldForm.parse(form instanceof FormData ? Object.fromEntries(form) : {});
  const result = await runAction(async () => {
    const ctx = await readerContext(values);
    await limitUser(ctx, "hold");
    const input = parseInput(HoldSession, { time_slot_id: values.slot, paper_id: values.paper });
    return { sessionId: (await holdSession(ctx, input)).id };
  });
  if (result.ok) redirect(`/checkout/${result.sessionId}`);
  return { refusal: result, slotId: values.slot, name: values.name, email: values.email };
}

/** Who holds: the visitor's account, or one made for them, but only for a time that can be held. */
async function readerContext(values: z.output<typeof HoldForm>): Promise<Ctx> {
  const ctx = await pageContext();
  if (ctx.actor.kind === "user") return ctx;
  await limitVisitor("register");
  const account = parseInput(CreateCheckoutAccount, {
    name: values.name,
    email: values.email,
    timeZone: values.timeZone,
    returnTo: "/sessions",
  });
  const { isOffered, alternatives } = await previewSession(ctx, { slotId: values.slot });
  if (!isOffered) {
    throw new DomainError("SLOT_UNAVAILABLE", "This time is no longer available", { alternatives });
  }
  const user = await createCheckoutAccount(ctx, account);
  await startBrowserSession(user);
  const actor = await loadSessionActor(ctx.db, {
    userId: user.id,
    sessionVersion: user.sessionVersion,
  });
  if (!actor) throw new Error("the new account cannot be read");
  return { ...ctx, actor };
}
