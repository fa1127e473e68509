"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { RunJobAgain, runJobAgain } from "@/lib/operations/admin/run-job-again";

export async function runAgain(runId: string) {
  return runAction(async () => {
    await runJobAgain(await pageContext(), parseInput(RunJobAgain, { runId }));
    revalidatePath("/admin", "layout");
    return {};
  });
}
