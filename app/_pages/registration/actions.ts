"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { runAction } from "@/app/_actions/run-action";
import { runPosted } from "@/app/_actions/run-posted";
import { readProfileForm } from "@/app/_pages/read-profile-form";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { withReturnTo } from "@/lib/auth/return-to";
import { invalidInput } from "@/lib/platform/errors";
import { hasAccountInUse } from "@/lib/registration/account-state";
import { finishRegistration } from "@/lib/registration/finish-registration";
import { forgetCredential } from "@/lib/registration/registration-cookie";
import {
  FinishRegistration,
  STEPS,
  type Step,
  stepInputs,
  Version,
} from "@/lib/registration/registration-input";
import { nextStep, readProgress, saveStep } from "@/lib/registration/steps";
import { requireRegistrant, type Way } from "./current-registrant";

const ways = z.enum(["register", "apply"]);
const WELCOME = "/dashboard/welcome";

/** Keeps a step of the form and goes on to the first one that is still to be filled in. */
export async function saveForm(
  way: Way,
  step: "profile" | "rate",
  _previous: Posted | null,
  data: FormData,
) {
  return runPosted(data, (form) => keep(way, step, form.get("version"), readProfileForm(form)));
}

export async function saveHours(way: Way, input: unknown) {
  return runAction(async () => {
    const { version, ...given } = parseInput(z.looseObject({ version: z.unknown() }), input);
    return keep(way, "hours", version, given);
  });
}

async function keep(way: Way, named: Step, seen: unknown, given: unknown): Promise<object> {
  const step = parseInput(z.enum(STEPS), named);
  const { registrant, ...ctx } = await requireRegistrant(parseInput(ways, way));
  const values = parseInput(stepInputs[step], given);
  const version = parseInput(Version, seen);
  await saveStep(ctx, registrant.email, { step, version, values });
  redirect(`/${way}/${nextStep(await readProgress(ctx.db, registrant.email))}`);
}

/** Makes the profile. A new account's browser is signed in; whose account was in use before signs in to it. */
export async function finish(way: Way, versions: Record<Step, number>, given: unknown) {
  return runAction(async () => {
    const { registrant, ...ctx } = await requireRegistrant(parseInput(ways, way));
    const body = typeof given === "object" && given !== null ? given : {};
    const named = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
    const input = parseInput(FinishRegistration, { ...named, versions });
    if (!input.password && !(await hasAccountInUse(ctx, registrant)))
      throw invalidInput("password", "is missing");
    const { account } = await finishRegistration(ctx, registrant, input);
    await forgetCredential();
    if (account.isNew) await startBrowserSession(account);
    const isHere = account.isNew || (ctx.actor.kind === "user" && ctx.actor.id === account.id);
    redirect(isHere ? WELCOME : withReturnTo("/sign-in", WELCOME));
  });
}
