import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profileRequests, researchers } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { type Researcher, researcherColumns } from "@/lib/researchers/researcher";
import { moveRequest } from "./profile-request";
import { readRequestToken } from "./request-token";

type Reading =
  | { state: "foreign" | "used" | "expired" | "declined" }
  | { state: "live"; email: string; researcher: Researcher };

/** What the link of a granted claim still opens, without taking it. */
export async function readGrantedClaim(
  { db, now }: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<Reading> {
  const id = readRequestToken(token, "register");
  const [found] = id
    ? await db
        .select({ request: profileRequests, researcher: researcherColumns })
        .from(profileRequests)
        .leftJoin(researchers, eq(researchers.id, profileRequests.researcherId))
        .where(eq(profileRequests.id, id))
    : [];
  if (!found) return { state: "foreign" };
  const { request, researcher } = found;
  if (request.state === "done") return { state: "used" };
  if (request.state !== "granted" || request.email === null || !researcher)
    return { state: "declined" };
  if (request.expiresAt <= now) return { state: "expired" };
  return { state: "live", email: request.email, researcher };
}

/** Takes a granted claim, once and for all. Throws INVALID_TOKEN. */
export async function redeemClaim(tx: Tx, now: Date, token: string): Promise<void> {
  const id = readRequestToken(token, "register");
  const [request] = id
    ? await tx.select().from(profileRequests).where(eq(profileRequests.id, id))
    : [];
  const isLive = request?.state === "granted" && request.expiresAt > now;
  const taken = isLive && (await moveRequest(tx, request.id, "finish", { decidedAt: now }));
  if (!taken)
    throw new DomainError("INVALID_TOKEN", "This link was used already, or no longer works");
}
