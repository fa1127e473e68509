"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { anonymousContext, pageContext } from "@/lib/auth/current-context";
import {
  RegisterUser,
  RequestPasswordReset,
  ReturnTo,
  SetPassword,
  SignInWithPassword,
  VerifyEmail,
} from "@/lib/auth/inputs";
import { limitVisitor } from "@/lib/auth/limit-caller";
import { requestPasswordReset } from "@/lib/auth/request-password-reset";
import { withReturnTo } from "@/lib/auth/return-to";
import { setPassword } from "@/lib/auth/set-password";
import { signInWithPassword } from "@/lib/auth/sign-in-with-password";
import { signUp } from "@/lib/auth/sign-up";
import { forgetSignUp, rememberSignUp, signedUpHere } from "@/lib/auth/sign-up-cookie";
import { verifyEmail } from "@/lib/auth/verify-email";
import { HOME } from "./destination";

const WithReturn = z.object({ returnTo: ReturnTo });
const SignIn = SignInWithPassword.extend(WithReturn.shape);
const ChoosePassword = SetPassword.extend(WithReturn.shape);
const ConfirmAddress = VerifyEmail.extend(WithReturn.shape);

export async function signIn(values: unknown) {
  return runAction(async () => {
    await limitVisitor("sign-in");
    const input = parseInput(SignIn, values);
    await startBrowserSession(await signInWithPassword(anonymousContext(), input));
    redirect(input.returnTo ?? HOME);
  });
}

export async function createAccount(values: unknown) {
  return runAction(async () => {
    await limitVisitor("register");
    const input = parseInput(RegisterUser, values);
    await rememberSignUp(await signUp(anonymousContext(), input));
    return {};
  });
}

export async function askForReset(values: unknown) {
  return runAction(async () => {
    await limitVisitor("mail-link");
    await requestPasswordReset(anonymousContext(), parseInput(RequestPasswordReset, values));
    return {};
  });
}

export async function choosePassword(values: unknown) {
  return runAction(async () => {
    const input = parseInput(ChoosePassword, values);
    await startBrowserSession(await setPassword(anonymousContext(), input));
    redirect(input.returnTo ?? HOME);
  });
}

/**
 * Confirms an address. The browser is signed in when it is the one that chose the password, or
 * already was this user's; another one may be anybody's who reads this mailbox, and signs in.
 */
export async function confirmAddress(values: unknown) {
  return runAction(async () => {
    const { token, returnTo } = parseInput(ConfirmAddress, values);
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
