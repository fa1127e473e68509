import { ownerContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { answerOwnVerification } from "@/lib/api/own-verification";
import { route } from "@/lib/api/route";
import { checkOrcidAgain, disconnectOrcid } from "@/lib/verification/own-orcid";

/** Looks once more whether the connected iD proves the profile. Connecting one needs a browser. */
export const POST = route(async (request) => {
  const ctx = await ownerContext(request);
  const isProved = await checkOrcidAgain(ctx);
  return answerOwnVerification(
    ctx,
    isProved ? "Profile verified successfully" : "None of your papers names this iD yet",
  );
});

export const DELETE = route(async (request) => {
  const ctx = await ownerContext(request);
  await disconnectOrcid(ctx);
  return answerOwnVerification(ctx, "iD disconnected successfully");
});

export const { GET, PATCH, PUT } = otherMethods("DELETE", "POST");
