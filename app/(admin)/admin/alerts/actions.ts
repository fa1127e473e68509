"use server";

import { revalidatePath } from "next/cache";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { MarkResolved, markResolved } from "@/lib/operations/admin/mark-resolved";

export async function resolve(alertId: string, _previous: Posted | null, data: FormData) {
  return runPosted(data, async () => {
    const given = { alertId, note: data.get("note") ?? "", forGood: data.has("for_good") };
    await markResolved(await pageContext(), parseInput(MarkResolved, given));
    revalidatePath("/admin", "layout");
    return {};
  });
}
