"use server";

import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { ReturnTo } from "@/lib/auth/inputs";
import { resendVerification } from "@/lib/auth/resend-verification";
import { runAction } from "./run-action";

/** Mails the signed-in user another link that confirms their address and leads back to `returnTo`. */
export async function sendLink(returnTo: string | null) {
  return runAction(async () => {
    await resendVerification(await pageContext(), { returnTo: parseInput(ReturnTo, returnTo) });
    return {};
  });
}
