import { DeleteAccount, deleteAccount } from "@/lib/accounts/delete-account";
import { userContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";

// Nobody is there to repeat it: the caller's token ends with the account.
export const POST = route(
  async (request) => {
    const ctx = await userContext(request);
    await deleteAccount(ctx, parseInput(DeleteAccount, await jsonBody(request)));
    return ok("Account deleted successfully", null);
  },
  { keyed: false },
);

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
