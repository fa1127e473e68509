import { createHash, randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { SandboxDeps } from "../deps";
import { readJson } from "../read-json";
import { publicKeys, signIdToken } from "./keys";
import { signInPage } from "./page";
import { personOf } from "./people";

export const ORCID_CLIENT = { id: "APP-SANDBOX", secret: "sandbox-secret" };

const CODE = "orcid.code";
const TOKEN = "orcid.token";
const MISTAKE = "orcid.mistake";
const CODE_SECONDS = 600;
const TOKEN_SECONDS = 631_138_518;

const Authorization = z.object({
  client_id: z.literal(ORCID_CLIENT.id),
  redirect_uri: z.url(),
  response_type: z.literal("code"),
  scope: z.string().regex(/(^| )openid( |$)/),
  state: z.string().optional(),
  nonce: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.literal("S256").optional(),
});
type Authorization = z.infer<typeof Authorization>;
type Code = Authorization & { person: string; expires: number };

const Mistake = z.strictObject({
  kind: z.enum(["signature", "nonce", "issuer", "audience", "expired", "subject"]),
});
type Mistake = z.infer<typeof Mistake>["kind"];

/** ORCID's OpenID Connect under `/orcid`, and the switch for wrong id tokens; mount it at the root. */
export function orcid(deps: SandboxDeps): Hono {
  const app = new Hono();
  app.get("/orcid/.well-known/openid-configuration", (c) => c.json(configuration(deps.origin())));
  app.get("/orcid/oauth/jwks", async (c) => c.json(await publicKeys(deps)));
  app.get("/orcid/oauth/authorize", (c) => {
    const asked = Authorization.safeParse(c.req.query());
    return asked.success
      ? c.html(signInPage(new URL(c.req.url).searchParams.toString()))
      : c.text(`This request makes no sense: ${z.prettifyError(asked.error)}`, 400);
  });
  app.post("/orcid/oauth/authorize", (c) => answerChoice(deps, c));
  app.post("/orcid/oauth/token", (c) => answerToken(deps, c));
  app.get("/orcid/oauth/userinfo", async (c) => {
    const token = c.req.header("authorization")?.replace(/^Bearer /i, "") ?? "";
    const known = await deps.store.get<{ person: string }>(TOKEN, token);
    if (!known) return c.json({ error: "invalid_token" }, 401);
    const { given, family } = personOf(known.person);
    const name = `${given} ${family}`;
    return c.json({ sub: known.person, name, family_name: family, given_name: given });
  });
  app.post("/_sandbox/orcid/mistakes", async (c) => {
    const body = await readJson(c.req.raw, Mistake);
    if (!("value" in body)) return c.json(body, 400);
    await deps.store.put(MISTAKE, "next", body.value, deps.clock());
    return c.json({ ok: true });
  });
  return app;
}

const configuration = (origin: string) => ({
  issuer: `${origin}/orcid`,
  authorization_endpoint: `${origin}/orcid/oauth/authorize`,
  token_endpoint: `${origin}/orcid/oauth/token`,
  userinfo_endpoint: `${origin}/orcid/oauth/userinfo`,
  jwks_uri: `${origin}/orcid/oauth/jwks`,
  scopes_supported: ["openid"],
  claims_supported: ["family_name", "given_name", "name", "auth_time", "iss", "sub"],
  response_types_supported: ["code"],
  grant_types_supported: ["authorization_code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
  token_endpoint_auth_methods_supported: ["client_secret_post"],
  code_challenge_methods_supported: ["S256"],
  claims_parameter_supported: false,
});

async function answerChoice({ store, clock }: SandboxDeps, c: Context): Promise<Response> {
  const asked = Authorization.safeParse(c.req.query());
  if (!asked.success) return c.text("This request makes no sense", 400);
  const { person } = await c.req.parseBody();
  const back = new URL(asked.data.redirect_uri);
  if (asked.data.state) back.searchParams.set("state", asked.data.state);
  if (person === "deny") {
    back.searchParams.set("error", "access_denied");
    return c.redirect(back.href, 303);
  }
  if (typeof person !== "string" || !/^(\d{4}-){3}\d{3}[\dX]$/.test(person))
    return c.text("An iD is sixteen digits in groups of four; the last may be an X", 400);
  const code = randomUUID();
  const expires = clock().getTime() + CODE_SECONDS * 1000;
  await store.put(CODE, code, { ...asked.data, person, expires }, clock());
  back.searchParams.set("code", code);
  return c.redirect(back.href, 303);
}

async function answerToken(deps: SandboxDeps, c: Context): Promise<Response> {
  const form = await c.req.parseBody();
  if (form.client_id !== ORCID_CLIENT.id || form.client_secret !== ORCID_CLIENT.secret)
    return c.json({ error: "invalid_client" }, 401);
  if (form.grant_type !== "authorization_code")
    return c.json({ error: "unsupported_grant_type" }, 400);
  // A code is good once.
  const code = await deps.store.transaction(async (records) => {
    const found = await records.lock<Code>(CODE, String(form.code));
    if (found) await records.remove(CODE, String(form.code));
    return found;
  });
  if (!code || code.expires < deps.clock().getTime() || code.redirect_uri !== form.redirect_uri)
    return c.json({ error: "invalid_grant" }, 400);
  const challenge = createHash("sha256").update(String(form.code_verifier)).digest("base64url");
  if (code.code_challenge && code.code_challenge !== challenge)
    return c.json({ error: "invalid_grant", error_description: "wrong code_verifier" }, 400);
  const { given, family } = personOf(code.person);
  const accessToken = randomUUID();
  await deps.store.put(TOKEN, accessToken, { person: code.person }, deps.clock());
  return c.json({
    access_token: accessToken,
    token_type: "bearer",
    refresh_token: randomUUID(),
    expires_in: TOKEN_SECONDS,
    scope: "openid",
    name: `${given} ${family}`,
    orcid: code.person,
    id_token: await idToken(deps, code, await nextMistake(deps)),
  });
}

async function nextMistake({ store }: SandboxDeps): Promise<Mistake | undefined> {
  const mistake = await store.get<{ kind: Mistake }>(MISTAKE, "next");
  if (mistake) await store.remove(MISTAKE, "next");
  return mistake?.kind;
}

function idToken(deps: SandboxDeps, { person, nonce }: Code, mistake?: Mistake): Promise<string> {
  const now = Math.floor(deps.clock().getTime() / 1000);
  const claims = {
    aud: mistake === "audience" ? "APP-ANOTHER" : ORCID_CLIENT.id,
    sub: mistake === "subject" ? "0000-0000-0000-0000" : person,
    auth_time: now - 30,
    amr: "pwd",
    iss: mistake === "issuer" ? "https://orcid.example" : `${deps.origin()}/orcid`,
    exp: mistake === "expired" ? now - 3_600 : now + 86_400,
    iat: mistake === "expired" ? now - 7_200 : now,
    nonce: mistake === "nonce" ? "another" : nonce,
    jti: randomUUID(),
  };
  return signIdToken(deps, claims, mistake === "signature");
}
