import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { isStep, RegistrationStep, titleOf } from "@/app/_pages/registration/registration-step";
import { pageContext } from "@/lib/auth/current-context";
import { accountRegistrant } from "@/lib/registration/registrant";

type Props = { params: Promise<{ step: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { step } = await params;
  return { title: isStep(step) ? titleOf(step) : "Register" };
}

/** A step of a signed-in user without an invitation. */
export default async function ApplyStepPage({ params }: Props) {
  const { step } = await params;
  if (!isStep(step)) notFound();
  const ctx = await pageContext();
  const { actor } = ctx;
  // That page knows what each of them does first.
  if (actor.kind !== "user" || !actor.emailVerified || actor.researcherId !== null)
    redirect("/apply");
  const registrant = await accountRegistrant(ctx);
  return <RegistrationStep ctx={ctx} way="apply" registrant={registrant} step={step} />;
}
