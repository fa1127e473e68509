import { cookies } from "next/headers";
import { cache } from "react";
import { type Actor, type Ctx, database } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { DomainError } from "@/lib/platform/errors";
import { verifyAccessToken } from "./access-token";
import { limitCaller, limitRequest } from "./limit-caller";
import { loadGrantActor, loadSessionActor } from "./load-actor";
import { decodeSessionToken, sessionCookie } from "./session-token";

const NOBODY: Actor = { kind: "nobody" };
const READS = new Set(["GET", "HEAD"]);

/** The context of server components and actions: who holds the session cookie, looked up once. */
export const pageContext = cache(async (): Promise<Ctx> => {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  return { db: database(), actor: await cookieActor(token), now: new Date() };
});

/**
 * The context of an API request. An Authorization header, when present, is all that counts; else
 * the session cookie, which for writes must come from our own pages. The request is counted against
 * the limits of its user and token, or of its network address when nobody is signed in. Throws
 * UNAUTHENTICATED for a token that is not valid, FORBIDDEN for a cookie from elsewhere, RATE_LIMITED.
 */
export function requestContext(request: Request): Promise<Ctx> {
  // Asked for twice by a request with an Idempotency-Key, and to be counted once.
  const context = contexts.get(request) ?? readContext(request);
  contexts.set(request, context);
  return context;
}

const contexts = new WeakMap<Request, Promise<Ctx>>();

async function readContext(request: Request): Promise<Ctx> {
  const now = new Date();
  const authorization = request.headers.get("authorization");
  if (authorization !== null)
    return { db: database(), actor: await bearerActor(request, authorization, now), now };
  const actor = await cookieActor(cookieOf(request, sessionCookie().name));
  if (actor.kind === "user" && !READS.has(request.method) && !fromOurPages(request))
    throw new DomainError(
      "FORBIDDEN",
      "A session cookie is accepted from Colloquy's own pages only; send a Bearer token instead",
    );
  if (actor.kind === "user") await limitRequest(request, "user", actor.id);
  else await limitCaller(request, "address");
  return { db: database(), actor, now };
}

/** The context of what needs no account: whatever the request carries, nobody acts. */
export const anonymousContext = (): Ctx => ({ db: database(), actor: NOBODY, now: new Date() });

async function bearerActor(request: Request, authorization: string, now: Date): Promise<Actor> {
  const token = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(authorization)?.[1];
  const claims = token ? await verifyAccessToken(token, now) : null;
  if (!claims) {
    await limitCaller(request, "address");
    throw invalidToken();
  }
  // All at once: the token is signed, so what it says of its user can be counted before it is looked up.
  const [actor] = await Promise.all([
    loadGrantActor(database(), claims, now),
    limitRequest(request, "user", claims.userId),
    limitRequest(request, "token", claims.grantId),
  ]);
  if (!actor) throw invalidToken();
  return actor;
}

const invalidToken = () =>
  new DomainError("UNAUTHENTICATED", "The access token is not valid or has expired");

async function cookieActor(token: string | undefined): Promise<Actor> {
  const claims = await decodeSessionToken(token);
  return (claims && (await loadSessionActor(database(), claims))) ?? NOBODY;
}

/** Browsers set these headers themselves; a page of another site cannot forge either. */
function fromOurPages(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return request.headers.get("origin") === new URL(env().APP_URL).origin;
}

function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name) return value.join("=");
  }
  return undefined;
}
