import { ownerContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { answerOwnProfile } from "@/lib/api/own-profile";
import { route } from "@/lib/api/route";
import { hideProfile } from "@/lib/profiles/hide-profile";

export const POST = route(async (request) => {
  const ctx = await ownerContext(request);
  await hideProfile(ctx);
  return answerOwnProfile(ctx, "Profile hidden successfully");
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
