"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { CreateApiToken, createApiToken } from "@/lib/auth/create-api-token";
import { pageContext } from "@/lib/auth/current-context";
import { ApiTokenId, revokeApiToken } from "@/lib/auth/revoke-api-token";

export async function makeToken(values: unknown) {
  return runAction(async () => {
    const made = await createApiToken(await pageContext(), parseInput(CreateApiToken, values));
    revalidatePath("/account/tokens");
    return { name: made.name, token: made.token };
  });
}

export async function revokeToken(tokenId: string) {
  return runAction(async () => {
    await revokeApiToken(await pageContext(), parseInput(ApiTokenId, { tokenId }));
    revalidatePath("/account/tokens");
    return {};
  });
}
