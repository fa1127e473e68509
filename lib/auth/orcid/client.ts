import {
  allowInsecureRequests,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
} from "openid-client";
import { env } from "@/lib/platform/env";

const TIMEOUT_SECONDS = 10;

/** Whether signing in with ORCID is offered: it needs an agreement with ORCID, so it is off without its keys. */
export const hasOrcid = (): boolean => Boolean(env().ORCID_CLIENT_ID && env().ORCID_CLIENT_SECRET);

/** Where ORCID leads back to, as it is registered there. */
export const orcidCallback = (): URL => new URL("/orcid/callback", env().APP_URL);

let found: Promise<Configuration> | undefined;

/** ORCID's endpoints and keys, found out once; again after a failure. */
export function orcidClient(): Promise<Configuration> {
  found ??= discover().catch((error) => {
    found = undefined;
    throw error;
  });
  return found;
}

async function discover(): Promise<Configuration> {
  const { ORCID_ISSUER_URL: issuer, ORCID_CLIENT_ID: id, ORCID_CLIENT_SECRET: secret } = env();
  if (!id || !secret) throw new Error("Signing in with ORCID is not configured");
  const server = new URL(issuer);
  return discovery(
    server,
    id,
    // The signature of the id token is checked too, though it comes from ORCID itself.
    { id_token_signed_response_alg: "RS256" },
    ClientSecretPost(secret),
    {
      timeout: TIMEOUT_SECONDS,
      execute:
        server.protocol === "http:"
          ? [allowInsecureRequests, enableNonRepudiationChecks]
          : [enableNonRepudiationChecks],
    },
  );
}
