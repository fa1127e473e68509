"use server";

import { redirect } from "next/navigation";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { declineInvitation } from "@/lib/outreach/decline-invitation";
import { OutreachLink } from "@/lib/outreach/outreach-input";
import { systemContext } from "@/lib/platform/context";

/** Declines, by the link alone: whoever holds it need not have an account. */
export async function decline(token: string, _: Posted | null, data: FormData): Promise<Posted> {
  const posted = await runPosted(data, async () => {
    await declineInvitation(systemContext(), parseInput(OutreachLink, { token }));
    return {};
  });
  if (posted.result.ok) redirect(`/decline?${new URLSearchParams({ token })}`);
  return posted;
}
