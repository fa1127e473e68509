"use server";

import { redirect } from "next/navigation";
import { runAction } from "@/app/_actions/run-action";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { DeleteAccount, deleteAccount } from "@/lib/accounts/delete-account";
import { requestDeletionLink } from "@/lib/accounts/request-deletion-link";
import { parseInput } from "@/lib/api/input";
import { endBrowserSession } from "@/lib/auth/browser-session";
import { pageContext } from "@/lib/auth/current-context";

/** Deletes the account by password, or by the secret of a mailed link. */
export async function removeAccount(token: string, _: Posted | null, data: FormData) {
  const { values, result } = await runPosted(data, async (form) => {
    const password = form.get("password");
    const proof = token ? { token } : { password: password === "" ? undefined : password };
    const input = { ...proof, cancel_sessions: form.has("cancel_sessions") };
    await deleteAccount(await pageContext(), parseInput(DeleteAccount, input));
    await endBrowserSession();
    return {};
  });
  if (result.ok) redirect("/account-deleted");
  // What was typed goes back to a page without scripts, but for the password.
  const { password: _password, ...rest } = values;
  return { values: rest, result };
}

export async function mailDeletionLink() {
  return runAction(async () => {
    await requestDeletionLink(await pageContext());
    return {};
  });
}
