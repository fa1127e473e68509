"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { z } from "zod";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { relayAfterwards } from "@/lib/api/relay-afterwards";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { createMailToken } from "@/lib/auth/create-mail-token";
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
import { findMailToken } from "@/lib/auth/mail-token";
import { requestPasswordReset } from "@/lib/auth/request-password-reset";
import { withReturnTo } from "@/lib/auth/return-to";
import { setPassword } from "@/lib/auth/set-password";
import { signInWithPassword } from "@/lib/auth/sign-in-with-password";
import { signUp } from "@/lib/auth/sign-up";
import { forgetSignUp, rememberSignUp, signedUpHere } from "@/lib/auth/sign-up-cookie";
import { verifyEmail } from "@/lib/auth/verify-email";
import type { Ctx } from "@/lib/platform/context";
import { describeError, log } from "@/lib/platform/log";
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
    const input = parseInput(RequestPasswordReset, values);
    // Once the answer is out: how long it took would tell whether the address has an account.
    after(async () => {
      await requestPasswordReset(anonymousContext(), input).catch((error) =>
        log.error(describeError(error), "password reset not asked for"),
      );
      relayAfterwards();
    });
    return {};
  });
}

export async function choosePassword(values: unknown) {
  return runAction(async () => {
    // A password is hashed, which takes a while, before the link is looked at.
    await limitVisitor("sign-in");
    const input = parseInput(ChoosePassword, values);
    await startBrowserSession(await setPassword(anonymousContext(), input));
    redirect(input.returnTo ?? HOME);
  });
}

/**
 * Confirms an address. The browser is signed in when it is the one that chose the password, or
 * already was this user's. To any other one the password is a stranger's: whoever reads the mailbox
 * chooses their own first.
 */
export async function confirmAddress(values: unknown) {
  return runAction(async () => {
    const { token, returnTo } = parseInput(ConfirmAddress, values);
    const ctx = await pageContext();
    const userId = (await findMailToken(ctx, token, "verify_email"))?.userId ?? "";
    const isMaker =
      (ctx.actor.kind === "user" && ctx.actor.id === userId) || (await signedUpHere(userId));
    const user = await verifyEmail(ctx, { token, isMaker });
    if (user.isPasswordVoid) redirect(await wayToPassword(ctx, user.id, token, returnTo));
    if (!isMaker) redirect(withReturnTo("/sign-in?confirmed=1", returnTo));
    await forgetSignUp();
    await startBrowserSession(user);
    redirect(returnTo ?? HOME);
  });
}

/** Where a password is chosen with what the confirmed link has proved; by mail when there were too many links. */
async function wayToPassword(
  ctx: Ctx,
  userId: string,
  confirmed: string,
  returnTo: string | null,
): Promise<string> {
  const key = `confirmed:${confirmed}`;
  const made = await createMailToken(ctx, { userId, purpose: "set_password", key, returnTo });
  if (!made) return withReturnTo("/forgot-password", returnTo);
  const { pathname, search } = new URL(made.link);
  return `${pathname}${search}&confirmed=1`;
}
