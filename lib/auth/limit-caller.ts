import { headers } from "next/headers";
import { clientAddress } from "@/lib/platform/client-address";
import { type Ctx, database } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import type { PolicyName } from "@/lib/platform/rate-limit/policies";
import { noteStanding } from "@/lib/platform/rate-limit/standings";
import { RateLimited, takePoint } from "@/lib/platform/rate-limit/take-points";
import { requireUser } from "./actor";

/** Counts an API request against a limit, by its network address. Throws RATE_LIMITED. */
export function limitCaller(request: Request, policy: PolicyName): Promise<void> {
  const address = clientAddress((name) => request.headers.get(name), env().TRUSTED_PROXIES);
  return limitRequest(request, policy, address);
}

/** The same for whomever the request is from. */
export async function limitRequest(
  request: Request,
  policy: PolicyName,
  who: string,
): Promise<void> {
  try {
    noteStanding(request, await takePoint(database(), policy, who));
  } catch (error) {
    if (error instanceof RateLimited) noteStanding(request, error.standing);
    throw error;
  }
}

/** Counts a posted form against a limit, by the visitor's network address. Throws RATE_LIMITED. */
export async function limitVisitor(policy: PolicyName): Promise<void> {
  const given = await headers();
  const address = clientAddress((name) => given.get(name), env().TRUSTED_PROXIES);
  await takePoint(database(), policy, address);
}

/** Counts what a user does against a limit, through whichever door. Throws RATE_LIMITED. */
export async function limitUser({ db, actor }: Ctx, policy: PolicyName): Promise<void> {
  await takePoint(db, policy, requireUser(actor).id);
}
