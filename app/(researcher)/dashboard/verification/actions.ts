"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { limitVisitor } from "@/lib/auth/limit-caller";
import type { Ctx } from "@/lib/platform/context";
import { ClaimAddress, ConfirmAddress } from "@/lib/verification/address-claim";
import { claimAddress } from "@/lib/verification/claim-address";
import { confirmAddress } from "@/lib/verification/confirm-address";
import { checkOrcidAgain, disconnectOrcid } from "@/lib/verification/own-orcid";

/** Does it, and shows the page anew: the mark stands on other pages too. */
async function change(work: (ctx: Ctx) => Promise<unknown>): Promise<object> {
  await work(await pageContext());
  revalidatePath("/dashboard", "layout");
  return {};
}

export async function giveAddress(_previous: Posted | null, data: FormData) {
  return runPosted(data, async () => {
    await limitVisitor("mail-link");
    return change((ctx) =>
      claimAddress(ctx, parseInput(ClaimAddress, { address: data.get("address") })),
    );
  });
}

export async function confirmMailedAddress(token: string) {
  return runAction(async () => {
    await change((ctx) => confirmAddress(ctx, parseInput(ConfirmAddress, { token })));
    return { to: "/dashboard/verification" };
  });
}

export const lookAgain = async () => runAction(() => change(checkOrcidAgain));

export const disconnect = async () => runAction(() => change(disconnectOrcid));
