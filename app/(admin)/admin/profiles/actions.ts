"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { DecideRequest, decideRequest } from "@/lib/registration/requests/decide-request";

export async function decide(requestId: string, grant: boolean) {
  return runAction(async () => {
    await decideRequest(await pageContext(), parseInput(DecideRequest, { requestId, grant }));
    revalidatePath("/admin/profiles");
    return {};
  });
}
