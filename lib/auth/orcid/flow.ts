import {
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  calculatePKCECodeChallenge,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import { describeError, log } from "@/lib/platform/log";
import { hasOrcid, orcidCallback, orcidClient } from "./client";
import { isOrcid } from "./orcid-id";

/** What a browser keeps, encrypted, while its reader is at ORCID. */
export const OrcidFlow = z.object({
  purpose: z.enum(["sign_in", "connect"]),
  /** Who connects; it must still be them who comes back. */
  userId: z.uuid().nullable(),
  returnTo: z.string().nullable(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
});
export type OrcidFlow = z.infer<typeof OrcidFlow>;

/** `declined`: they said no there. `refused`: the answer does not prove anything. */
export type OrcidProblem = "declined" | "refused" | "unavailable";
export type OrcidAnswer = { orcid: string } | { problem: OrcidProblem };

/** The page at ORCID to go to, and what to keep until the reader is back; null while ORCID does not answer. */
export async function beginOrcid(
  purpose: Pick<OrcidFlow, "purpose" | "userId" | "returnTo">,
): Promise<{ url: URL; flow: OrcidFlow } | null> {
  if (!hasOrcid()) return null;
  try {
    const client = await orcidClient();
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const url = buildAuthorizationUrl(client, {
      redirect_uri: orcidCallback().href,
      scope: "openid",
      state,
      nonce,
      ...(client.serverMetadata().supportsPKCE() && {
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      }),
    });
    return { url, flow: { ...purpose, state, nonce, verifier } };
  } catch (error) {
    log.warn(describeError(error), "ORCID does not answer");
    return null;
  }
}

/**
 * The iD that ORCID vouches for, given the query it came back with. State, nonce, issuer, audience, times
 * and signature are checked; the code is good once, which ORCID sees to.
 */
export async function finishOrcid(flow: OrcidFlow, query: string): Promise<OrcidAnswer> {
  try {
    const client = await orcidClient();
    const back = orcidCallback();
    back.search = query;
    const tokens = await authorizationCodeGrant(client, back, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
      ...(client.serverMetadata().supportsPKCE() && { pkceCodeVerifier: flow.verifier }),
    });
    const orcid = tokens.claims()?.sub ?? "";
    return isOrcid(orcid) ? { orcid } : { problem: "refused" };
  } catch (error) {
    log.warn(describeError(error), "ORCID's answer was not taken");
    return { problem: problemOf(error) };
  }
}

function problemOf(error: unknown): OrcidProblem {
  if (error instanceof AuthorizationResponseError)
    return error.error === "access_denied" ? "declined" : "refused";
  const { code, cause } = error instanceof ClientError ? error : {};
  // Of an answer that was none of an OAuth server, the answer itself is the cause.
  const status = typeof cause === "object" && cause && "status" in cause ? Number(cause.status) : 0;
  const isDown = status >= 500 || status === 429;
  // What is not theirs came from the network: no connection, or none that lasted.
  const isSilent = !(error instanceof ClientError || error instanceof ResponseBodyError);
  return isDown || isSilent || code === "OAUTH_TIMEOUT" ? "unavailable" : "refused";
}
