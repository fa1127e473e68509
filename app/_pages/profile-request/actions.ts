"use server";

import { redirect } from "next/navigation";
import { runAction } from "@/app/_actions/run-action";
import { runPosted } from "@/app/_actions/run-posted";
import { stepOfCredential } from "@/app/_pages/registration/current-registrant";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { anonymousContext } from "@/lib/auth/current-context";
import { limitVisitor } from "@/lib/auth/limit-caller";
import { Text } from "@/lib/platform/text";
import { keepCredential } from "@/lib/registration/registration-cookie";
import { AskForProfile, askForProfile } from "@/lib/registration/requests/ask-for-profile";
import { confirmRequest, resumeClaim } from "@/lib/registration/requests/confirm-request";

const Token = Text.max(200);

async function ask(kind: "claim" | "removal", data: FormData) {
  return runPosted(data, async () => {
    await limitVisitor("mail-link");
    const given = { slug: data.get("slug"), email: data.get("email") };
    await askForProfile(anonymousContext(), kind, parseInput(AskForProfile, given));
    return {};
  });
}

/** Mails a link to whoever says that a collected profile is theirs. */
export async function askForClaim(_previous: Posted | null, data: FormData) {
  return ask("claim", data);
}

/** Mails a link to whoever wants their collected profile removed. */
export async function askForRemoval(_previous: Posted | null, data: FormData) {
  return ask("removal", data);
}

/** Acts on a mailed link; a claim that is granted leads on to the steps. */
export async function confirm(token: unknown) {
  return runAction(async () => {
    const confirmed = await confirmRequest(anonymousContext(), parseInput(Token, token));
    if (confirmed.outcome === "granted") return register(confirmed.token);
    return confirmed;
  });
}

/** Goes on with a claim that was granted when its link was followed before. */
export async function resume(token: unknown) {
  return runAction(async () =>
    register(await resumeClaim(anonymousContext(), parseInput(Token, token))),
  );
}

async function register(token: string): Promise<never> {
  const credential = { kind: "claim", token } as const;
  await keepCredential(credential);
  redirect(`/register/${await stepOfCredential(credential)}`);
}
