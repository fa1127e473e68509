"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { requireUser } from "@/lib/auth/actor";
import { endBrowserSession, startBrowserSession } from "@/lib/auth/browser-session";
import { changePassword } from "@/lib/auth/change-password";
import { pageContext } from "@/lib/auth/current-context";
import { ChangePassword, UpdateAccount } from "@/lib/auth/inputs";
import { requestPasswordReset } from "@/lib/auth/request-password-reset";
import { signOutEverywhere } from "@/lib/auth/sign-out-everywhere";
import { updateAccount } from "@/lib/auth/update-account";
import { disconnectOrcid } from "@/lib/verification/own-orcid";

export async function saveAccount(values: unknown) {
  return runAction(async () => {
    await updateAccount(await pageContext(), parseInput(UpdateAccount, values));
    revalidatePath("/account");
    return {};
  });
}

export async function replacePassword(values: unknown) {
  return runAction(async () => {
    const input = parseInput(ChangePassword, values);
    await startBrowserSession(await changePassword(await pageContext(), input));
    return {};
  });
}

/** For an account without a password: the first one is set with a mailed link. */
export async function sendPasswordLink() {
  return runAction(async () => {
    const ctx = await pageContext();
    const { email } = requireUser(ctx.actor);
    await requestPasswordReset(ctx, { email, returnTo: "/account" });
    return {};
  });
}

/** The iD opens the account no longer. */
export async function disconnectIdentity() {
  return runAction(async () => {
    await disconnectOrcid(await pageContext());
    revalidatePath("/account");
    return {};
  });
}

export async function signOut(): Promise<never> {
  await endBrowserSession();
  redirect("/");
}

export async function endAllSessions() {
  return runAction(async () => {
    await signOutEverywhere(await pageContext());
    await endBrowserSession();
    redirect("/sign-in");
  });
}
