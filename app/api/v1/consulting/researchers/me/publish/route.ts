import { ownerContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { answerOwnProfile } from "@/lib/api/own-profile";
import { route } from "@/lib/api/route";
import { publishProfile } from "@/lib/profiles/publish-profile";

export const POST = route(async (request) => {
  const ctx = await ownerContext(request);
  await publishProfile(ctx);
  return answerOwnProfile(ctx, "Profile published successfully");
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
