"use server";

import { redirect } from "next/navigation";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { unsubscribeByLink } from "@/lib/notifications/choices/unsubscribe-by-link";
import { OutreachLink } from "@/lib/outreach/outreach-input";
import { systemContext } from "@/lib/platform/context";

/** Unsubscribes, by the link alone: whoever holds it need not have an account. */
export async function leave(token: string, _: Posted | null, data: FormData): Promise<Posted> {
  const posted = await runPosted(data, async () => {
    await unsubscribeByLink(systemContext(), parseInput(OutreachLink, { token }));
    return {};
  });
  if (posted.result.ok) redirect(`/unsubscribe?${new URLSearchParams({ token })}`);
  return posted;
}
