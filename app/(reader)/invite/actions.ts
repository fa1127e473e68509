"use server";

import { redirect } from "next/navigation";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { limitUser } from "@/lib/auth/limit-caller";
import { RequestOutreach } from "@/lib/outreach/outreach-input";
import { requestOutreach } from "@/lib/outreach/request-outreach";

/** Asks for a researcher, and leads to the list of all that the reader has asked for. */
export async function sendInvite(
  subject: { researcherId: string | undefined; paperId: string },
  _: Posted | null,
  data: FormData,
): Promise<Posted> {
  const posted = await runPosted(data, async () => {
    const ctx = await pageContext();
    await limitUser(ctx, "outreach");
    const input = parseInput(RequestOutreach, {
      researcher_id: subject.researcherId,
      paper_id: subject.paperId,
      researcher_email: data.get("researcher_email") ?? undefined,
      note: data.get("note") ?? undefined,
    });
    return requestOutreach(ctx, input);
  });
  if (posted.result.ok) redirect("/invitations");
  return posted;
}
