"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { DONE, type FormResult } from "@/components/forms/form-result";
import { relayAfterwards } from "@/lib/api/route";
import { requireUser } from "@/lib/auth/actor";
import { endBrowserSession, startBrowserSession } from "@/lib/auth/browser-session";
import { changePassword } from "@/lib/auth/change-password";
import { pageContext } from "@/lib/auth/current-context";
import { ChangePassword, UpdateAccount } from "@/lib/auth/inputs";
import { requestPasswordReset } from "@/lib/auth/request-password-reset";
import { signOutEverywhere } from "@/lib/auth/sign-out-everywhere";
import { updateAccount } from "@/lib/auth/update-account";

const Nothing = z.object({});

export async function saveAccount(values: unknown): Promise<FormResult> {
  return answerForm(UpdateAccount, values, async (input) => {
    await updateAccount(await pageContext(), input);
    revalidatePath("/account");
    return DONE;
  });
}

export async function replacePassword(values: unknown): Promise<FormResult> {
  return answerForm(ChangePassword, values, async (input) => {
    await startBrowserSession(await changePassword(await pageContext(), input));
    return DONE;
  });
}

/** For an account without a password: the first one is set with a mailed link. */
export async function sendPasswordLink(): Promise<FormResult> {
  return answerForm(Nothing, {}, async () => {
    const ctx = await pageContext();
    const { email } = requireUser(ctx.actor);
    await requestPasswordReset(ctx, { email, returnTo: "/account" });
    relayAfterwards();
    return DONE;
  });
}

export async function signOut(): Promise<FormResult> {
  await endBrowserSession();
  redirect("/");
}

export async function endAllSessions(): Promise<FormResult> {
  return answerForm(Nothing, {}, async () => {
    await signOutEverywhere(await pageContext());
    await endBrowserSession();
    redirect("/sign-in");
  });
}
