"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { limitUser } from "@/lib/auth/limit-caller";
import { RequestOutreach } from "@/lib/outreach/outreach-input";
import { requestOutreach } from "@/lib/outreach/request-outreach";
import { Text } from "@/lib/platform/text";

const Subject = z.object({ researcherId: Text.optional(), paperId: Text });

/** Asks for a researcher, and leads to the list of all that the reader has asked for. */
export async function sendInvite(
  subject: { researcherId: string | undefined; paperId: string },
  _: Posted | null,
  data: FormData,
): Promise<Posted> {
  const posted = await runPosted(data, async () => {
    const ctx = await pageContext();
    const { researcherId, paperId } = parseInput(Subject, subject);
    await limitUser(ctx, "outreach");
    const input = parseInput(RequestOutreach, {
      researcher_id: researcherId,
      paper_id: paperId,
      researcher_email: data.get("researcher_email") ?? undefined,
      note: data.get("note") ?? undefined,
    });
    return requestOutreach(ctx, input);
  });
  if (posted.result.ok) redirect("/invitations");
  return posted;
}
