import { ownerContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { answerOwnVerification } from "@/lib/api/own-verification";
import { route } from "@/lib/api/route";
import { ClaimAddress } from "@/lib/verification/address-claim";
import { claimAddress } from "@/lib/verification/claim-address";

export const GET = route(async (request) =>
  answerOwnVerification(await ownerContext(request), "Verification retrieved successfully"),
);

/** Gives an address at the institution: `waiting` tells that a link was mailed there. */
export const POST = route(async (request) => {
  const ctx = await ownerContext(request);
  const { state } = await claimAddress(ctx, parseInput(ClaimAddress, await jsonBody(request)));
  return answerOwnVerification(
    ctx,
    state === "proved"
      ? "Affiliation verified successfully"
      : "Confirm the address with the link we sent there",
  );
});

export const { DELETE, PATCH, PUT } = otherMethods("GET", "POST");
