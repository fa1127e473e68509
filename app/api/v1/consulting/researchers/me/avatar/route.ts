import { ownerContext } from "@/lib/api/context";
import { bytesBody } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { answerOwnProfile } from "@/lib/api/own-profile";
import { route } from "@/lib/api/route";
import { limitUser } from "@/lib/auth/limit-caller";
import { AVATAR_MAX_BYTES } from "@/lib/profiles/encode-avatar";
import { removeAvatar } from "@/lib/profiles/remove-avatar";
import { setAvatar } from "@/lib/profiles/set-avatar";

/** The body is the picture itself: JPEG, PNG or WebP, told by its bytes. */
export const PUT = route(async (request) => {
  const ctx = await ownerContext(request);
  await limitUser(ctx, "picture");
  await setAvatar(ctx, { bytes: await bytesBody(request, AVATAR_MAX_BYTES) });
  return answerOwnProfile(ctx, "Picture saved successfully");
});

export const DELETE = route(async (request) => {
  const ctx = await ownerContext(request);
  await removeAvatar(ctx);
  return answerOwnProfile(ctx, "Picture removed successfully");
});

export const { GET, PATCH, POST } = otherMethods("DELETE", "PUT");
