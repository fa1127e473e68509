import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { getOwnProfile } from "@/lib/profiles/get-own-profile";
import { viewOwnProfile } from "@/lib/profiles/own-profile-view";
import { ok } from "./respond";

/** Answers with the profile as it is now, which is what every change of it comes to. */
export const answerOwnProfile = async (ctx: Ctx, message: string): Promise<Response> =>
  ok(message, viewOwnProfile(await getOwnProfile(ctx), env().PLATFORM_FEE_PERCENT));
