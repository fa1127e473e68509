import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import type { SandboxDeps } from "../deps";

const KEY = "orcid.key";
const ALGORITHM = "RS256";

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: "sandbox-orcid", alg: ALGORITHM, use: "sig" };
}

/** The key that id tokens are signed with; the same after a restart. */
async function signingKey({ store, clock }: SandboxDeps): Promise<JWK> {
  const known = await store.get<JWK>(KEY, "1");
  if (known) return known;
  const made = await newKey();
  return store.transaction(
    async (records) => (await records.lock<JWK>(KEY, "1")) ?? records.put(KEY, "1", made, clock()),
  );
}

export async function publicKeys(deps: SandboxDeps): Promise<{ keys: JWK[] }> {
  const { kty, n, e, kid, alg, use } = await signingKey(deps);
  return { keys: [{ kty, n, e, kid, alg, use } as JWK] };
}

/** Signs an id token; `forged` signs with a key that nobody published. */
export async function signIdToken(
  deps: SandboxDeps,
  claims: Record<string, unknown>,
  forged: boolean,
): Promise<string> {
  const key = forged ? await newKey() : await signingKey(deps);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, kid: "sandbox-orcid" })
    .sign(await importJWK(key, ALGORITHM));
}
