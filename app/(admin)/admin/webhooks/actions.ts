"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { ReplayWebhook, replayWebhook } from "@/lib/operations/admin/replay-webhook";

export async function replay(eventId: string) {
  return runAction(async () => {
    await replayWebhook(await pageContext(), parseInput(ReplayWebhook, { eventId }));
    revalidatePath("/admin", "layout");
    return {};
  });
}
