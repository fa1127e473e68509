import { ownerContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { answerOwnProfile } from "@/lib/api/own-profile";
import { route } from "@/lib/api/route";
import { UpdateProfile } from "@/lib/profiles/profile-input";
import { updateProfile } from "@/lib/profiles/update-profile";

export const GET = route(async (request) =>
  answerOwnProfile(await ownerContext(request), "Profile retrieved successfully"),
);

export const PATCH = route(async (request) => {
  const ctx = await ownerContext(request);
  await updateProfile(ctx, parseInput(UpdateProfile, await jsonBody(request)));
  return answerOwnProfile(ctx, "Profile updated successfully");
});

export const { DELETE, POST, PUT } = otherMethods("GET", "PATCH");
