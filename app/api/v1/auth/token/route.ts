import { z } from "zod";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { anonymousContext } from "@/lib/auth/current-context";
import { SignInWithPassword } from "@/lib/auth/inputs";
import { issueToken } from "@/lib/auth/issue-token";
import { limitCaller } from "@/lib/auth/limit-caller";
import { Text } from "@/lib/platform/text";

const Refresh = z.object({
  refresh_token: Text.min(1, "is missing").max(1_000, "is too long"),
});

// Tokens are kept nowhere, not even for a repetition, which just signs in once more.
export const POST = route(
  async (request) => {
    await limitCaller(request, "sign-in");
    const token = await issueToken(anonymousContext(), inputOf(await jsonBody(request)));
    return json({
      access_token: token.accessToken,
      token_type: "Bearer",
      expires_in: token.expiresInSeconds,
      refresh_token: token.refreshToken,
    });
  },
  { keyed: false },
);

/** The schema is chosen by what the body holds, so that a refusal names the fields of that one. */
function inputOf(body: unknown) {
  if (typeof body === "object" && body !== null && "refresh_token" in body)
    return { refreshToken: parseInput(Refresh, body).refresh_token };
  return parseInput(SignInWithPassword, body);
}

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
