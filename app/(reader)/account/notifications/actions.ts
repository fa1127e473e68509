"use server";

import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { requireUser } from "@/lib/auth/actor";
import { pageContext } from "@/lib/auth/current-context";
import { chooseMails } from "@/lib/notifications/choices/choose-mails";
import { kindsFor } from "@/lib/notifications/choices/optional-mails";

/** Saves the boxes of the page: one that is not ticked is not sent by the browser. */
export async function saveMailChoices(_: Posted | null, data: FormData): Promise<Posted> {
  return runPosted(data, async (form) => {
    const ctx = await pageContext();
    const kinds = kindsFor(requireUser(ctx.actor).researcherId !== null);
    await chooseMails(ctx, Object.fromEntries(kinds.map((kind) => [kind, form.has(kind)])));
    return {};
  });
}
