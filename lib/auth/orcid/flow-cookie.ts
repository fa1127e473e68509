import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/platform/env";
import { sessionCookie } from "../session-token";
import { OrcidFlow } from "./flow";

// As long as somebody may take to find their password there.
const SECONDS = 15 * 60;
const SALT = "orcid";

const name = () => (sessionCookie().options.secure ? "__Secure-colloquy.orcid" : "colloquy.orcid");
const options = () => ({ ...sessionCookie().options, path: "/orcid" });

export async function keepOrcidFlow(flow: OrcidFlow): Promise<void> {
  const token = await encode({
    token: { flow },
    secret: env().NEXTAUTH_SECRET,
    maxAge: SECONDS,
    salt: SALT,
  });
  (await cookies()).set(name(), token, { ...options(), maxAge: SECONDS });
}

/** What was kept, which is forgotten at once: an answer is taken one time. */
export async function takeOrcidFlow(): Promise<OrcidFlow | null> {
  const store = await cookies();
  const token = store.get(name())?.value;
  if (!token) return null;
  store.set(name(), "", { ...options(), maxAge: 0 });
  try {
    const payload = await decode({ token, secret: env().NEXTAUTH_SECRET, salt: SALT });
    return OrcidFlow.parse(payload?.flow);
  } catch {
    return null;
  }
}
