import { ownerContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { answerOwnVerification } from "@/lib/api/own-verification";
import { route } from "@/lib/api/route";
import { ConfirmAddress } from "@/lib/verification/address-claim";
import { confirmAddress } from "@/lib/verification/confirm-address";

export const POST = route(async (request) => {
  const ctx = await ownerContext(request);
  await confirmAddress(ctx, parseInput(ConfirmAddress, await jsonBody(request)));
  return answerOwnVerification(ctx, "Affiliation verified successfully");
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
