import { randomBytes } from "node:crypto";
import type { SandboxDeps } from "../deps";
import { ZoomError } from "./errors";

const LIFETIME_SECONDS = 3600;
const KIND = "zoom.token";

type Token = { expiresAt: string };
export type TokenRequest = {
  authorization: string | undefined;
  form: { [name: string]: unknown };
};
export type TokenAnswer = { status: 200 | 400 | 401; body: object };

/**
 * Server-to-server OAuth. Any credentials are good but those with `wrong` in the client id, the
 * secret or the account id.
 */
export async function grantToken(deps: SandboxDeps, request: TokenRequest): Promise<TokenAnswer> {
  const [, encoded = ""] = /^Basic (\S+)$/i.exec(request.authorization ?? "") ?? [];
  const credentials = Buffer.from(encoded, "base64").toString();
  const colon = credentials.indexOf(":");
  if (colon < 1 || colon === credentials.length - 1 || credentials.includes("wrong"))
    return refuse(401, "invalid_client", "Invalid client_id or client_secret");
  if (request.form.grant_type !== "account_credentials")
    return refuse(400, "unsupported_grant_type", "unsupported grant type");
  const accountId = request.form.account_id;
  if (typeof accountId !== "string" || accountId === "" || accountId.includes("wrong"))
    return refuse(400, "invalid_request", "The account_id is missing or not authorized");
  const token = randomBytes(48).toString("base64url");
  const now = deps.clock();
  const expiresAt = new Date(now.getTime() + LIFETIME_SECONDS * 1000).toISOString();
  await deps.store.put<Token>(KIND, token, { expiresAt }, now);
  const body = {
    access_token: token,
    token_type: "bearer",
    expires_in: LIFETIME_SECONDS - 1,
    scope:
      "meeting:read:meeting:admin meeting:write:meeting:admin meeting:read:list_meetings:admin",
    api_url: `${deps.origin()}/zoom`,
  };
  return { status: 200, body };
}

/** Throws 401 with code 124 unless the header carries a token that is still good. */
export async function requireToken(
  deps: SandboxDeps,
  authorization: string | undefined,
): Promise<void> {
  const [, bearer] = /^Bearer (\S+)$/i.exec(authorization ?? "") ?? [];
  const token = bearer && (await deps.store.get<Token>(KIND, bearer));
  if (!token) throw new ZoomError(401, 124, "Invalid access token.");
  if (new Date(token.expiresAt) <= deps.clock())
    throw new ZoomError(401, 124, "Access token is expired.");
}

function refuse(status: 400 | 401, error: string, reason: string): TokenAnswer {
  return { status, body: { reason, error } };
}
