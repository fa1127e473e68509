"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answerForm } from "@/app/answer-form";
import { DONE, type FormResult } from "@/components/forms/form-result";
import { relayAfterwards } from "@/lib/api/route";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { anonymousContext, pageContext } from "@/lib/auth/current-context";
import {
  MailToken,
  RegisterUser,
  RequestPasswordReset,
  ReturnTo,
  SetPassword,
  SignInWithPassword,
} from "@/lib/auth/inputs";
import { requestPasswordReset } from "@/lib/auth/request-password-reset";
import { resendVerification } from "@/lib/auth/resend-verification";
import { withReturnTo } from "@/lib/auth/return-to";
import { setPassword } from "@/lib/auth/set-password";
import { signInWithPassword } from "@/lib/auth/sign-in-with-password";
import { signUp } from "@/lib/auth/sign-up";
import { forgetSignUp, rememberSignUp, signedUpHere } from "@/lib/auth/sign-up-cookie";
import { verifyEmail } from "@/lib/auth/verify-email";
import { HOME } from "./destination";

const WithReturn = z.object({ returnTo: ReturnTo });

export async function signIn(values: unknown): Promise<FormResult> {
  return answerForm(SignInWithPassword.extend(WithReturn.shape), values, async (input) => {
    await startBrowserSession(await signInWithPassword(anonymousContext(), input));
    redirect(input.returnTo ?? HOME);
  });
}

export async function createAccount(values: unknown): Promise<FormResult> {
  return answerForm(RegisterUser, values, async (input) => {
    await rememberSignUp(await signUp(anonymousContext(), input));
    relayAfterwards();
    return DONE;
  });
}

export async function askForReset(values: unknown): Promise<FormResult> {
  return answerForm(RequestPasswordReset, values, async (input) => {
    await requestPasswordReset(anonymousContext(), input);
    relayAfterwards();
    return DONE;
  });
}

export async function choosePassword(values: unknown): Promise<FormResult> {
  return answerForm(SetPassword.extend(WithReturn.shape), values, async (input) => {
    await startBrowserSession(await setPassword(anonymousContext(), input));
    redirect(input.returnTo ?? HOME);
  });
}

/**
 * Confirms an address. The browser is signed in when it is the one that chose the password, or
 * already was this user's; another one may be anybody's who reads this mailbox, and signs in.
 */
export async function confirmAddress(values: unknown): Promise<FormResult> {
  const Confirm = WithReturn.extend({ token: MailToken });
  return answerForm(Confirm, values, async ({ token, returnTo }) => {
    const ctx = await pageContext();
    const user = await verifyEmail(ctx, { token });
    const known = ctx.actor.kind === "user" && ctx.actor.id === user.id;
    if (!known && !(await signedUpHere(user.id)))
      redirect(withReturnTo("/sign-in?confirmed=1", returnTo));
    await forgetSignUp();
    await startBrowserSession(user);
    redirect(returnTo ?? HOME);
  });
}

/** Another link to the signed-in user's own address. */
export async function sendLinkAgain(values: unknown): Promise<FormResult> {
  return answerForm(WithReturn, values, async ({ returnTo }) => {
    await resendVerification(await pageContext(), { returnTo });
    relayAfterwards();
    return DONE;
  });
}
