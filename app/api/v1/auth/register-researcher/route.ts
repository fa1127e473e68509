import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { created } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { anonymousContext } from "@/lib/auth/current-context";
import { limitCaller } from "@/lib/auth/limit-caller";
import { env } from "@/lib/platform/env";
import { viewOwnProfile } from "@/lib/profiles/own-profile-view";
import { registerResearcher } from "@/lib/registration/register-researcher";
import { RegisterResearcher } from "@/lib/registration/registration-input";

export const POST = route(async (request) => {
  await limitCaller(request, "register");
  const input = parseInput(RegisterResearcher, await jsonBody(request));
  const profile = await registerResearcher(anonymousContext(), input);
  return created(
    "Researcher profile created successfully",
    viewOwnProfile(profile, env().PLATFORM_FEE_PERCENT),
  );
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
