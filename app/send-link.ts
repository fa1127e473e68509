"use server";

import { pageContext } from "@/lib/auth/current-context";
import { ReturnTo } from "@/lib/auth/inputs";
import { resendVerification } from "@/lib/auth/resend-verification";
import { runAction } from "./run-action";

/** Mails the signed-in user another link that confirms their address and leads back to `path`. */
export async function sendLink(path: string) {
  return runAction(async () => {
    await resendVerification(await pageContext(), { returnTo: ReturnTo.parse(String(path)) });
    return {};
  });
}
