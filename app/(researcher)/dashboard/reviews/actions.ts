"use server";

import { revalidatePath } from "next/cache";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { ReplyToReview, replyToReview } from "@/lib/reviews/reply-to-review";

/** Answers a review, once. */
export async function reply(sessionId: string, _previous: Posted | null, data: FormData) {
  return runPosted(data, async () => {
    const input = parseInput(ReplyToReview, { sessionId, text: data.get("text") });
    await replyToReview(await pageContext(), input);
    revalidatePath("/dashboard", "layout");
    return {};
  });
}
