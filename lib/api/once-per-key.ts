import { createHash, randomUUID } from "node:crypto";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema/idempotency-keys";
import { requestContext } from "@/lib/auth/current-context";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { addHours, addMinutes } from "@/lib/platform/time";
import { bytesBody, MAX_BODY_BYTES } from "./input";
import { json } from "./respond";

const HEADER = "idempotency-key";
const KEPT_HOURS = 24;
/** Longer than any request takes: who has not answered by then has died. */
const CLAIM_MINUTES = 2;
/** Answers about the caller rather than the request: the same request may fare better later. */
const PASSING = new Set([401, 403, 408, 413, 429]);

type Keyed = { scope: string; key: string; requestHash: string };

/**
 * Carries a POST with an Idempotency-Key out once. For a day, a repetition gets the first answer
 * (`Idempotency-Replayed: true`), also when the first one came only now; a key that comes with
 * another request, or while the first is still being answered, is refused with 409. After an answer
 * of 5xx the key is free again.
 */
export async function oncePerKey(
  request: Request,
  work: () => Promise<Response>,
): Promise<Response> {
  const given = request.headers.get(HEADER);
  if (given === null || request.method !== "POST") return work();
  if (!/^[\x21-\x7e]{1,255}$/.test(given))
    throw invalidInput("Idempotency-Key", "must be 1 to 255 printable ASCII characters");
  const ctx = await requestContext(request);
  const keyed = await readKey(ctx, request, given);
  const claim = await claimKey(ctx, keyed);
  if (!claim) return replay(ctx, keyed);
  let kept = false;
  try {
    const response = await work();
    kept = await keepAnswer(ctx, keyed, claim, response);
    return response;
  } finally {
    if (!kept) await freeKey(ctx, keyed, claim);
  }
}

async function readKey({ actor }: Ctx, request: Request, key: string): Promise<Keyed> {
  const body = await bytesBody(request.clone(), MAX_BODY_BYTES);
  const { pathname, search } = new URL(request.url);
  const requestHash = createHash("sha256")
    .update(`${pathname}${search}\n`)
    .update(body)
    .digest("hex");
  return { scope: actor.kind === "user" ? actor.id : `nobody:${requestHash}`, key, requestHash };
}

/** The claim under which this request is carried out; null when another has or had the key. */
async function claimKey({ db, now }: Ctx, keyed: Keyed): Promise<string | null> {
  const claim = randomUUID();
  const fresh = {
    requestHash: keyed.requestHash,
    claim,
    claimedUntil: addMinutes(now, CLAIM_MINUTES),
    status: null,
    body: null,
    createdAt: now,
  };
  const [claimed] = await db
    .insert(idempotencyKeys)
    .values({ ...keyed, ...fresh })
    .onConflictDoUpdate({
      target: [idempotencyKeys.scope, idempotencyKeys.key],
      set: fresh,
      setWhere: or(
        lt(idempotencyKeys.createdAt, addHours(now, -KEPT_HOURS)),
        and(
          isNull(idempotencyKeys.status),
          lt(idempotencyKeys.claimedUntil, now),
          eq(idempotencyKeys.requestHash, keyed.requestHash),
        ),
      ),
    })
    .returning({ claim: idempotencyKeys.claim });
  return claimed ? claim : null;
}

async function replay({ db }: Ctx, keyed: Keyed): Promise<Response> {
  const [first] = await db.select().from(idempotencyKeys).where(isKey(keyed));
  if (first && first.requestHash !== keyed.requestHash)
    throw new DomainError(
      "IDEMPOTENCY_KEY_REUSED",
      "This Idempotency-Key came with another request before; take a new key for a new request",
    );
  // Freed between the two statements by a first request that failed: trying again carries it out.
  if (first?.status == null || first.body == null)
    throw new DomainError(
      "IDEMPOTENCY_KEY_IN_USE",
      "The first request with this Idempotency-Key is still being answered; try again in a second",
    );
  return json(JSON.parse(first.body), first.status, { "idempotency-replayed": "true" });
}

async function keepAnswer(
  { db }: Ctx,
  keyed: Keyed,
  claim: string,
  response: Response,
): Promise<boolean> {
  const { status } = response;
  if (status >= 500 || PASSING.has(status)) return false;
  await db
    .update(idempotencyKeys)
    .set({ status, body: await response.clone().text() })
    .where(and(isKey(keyed), eq(idempotencyKeys.claim, claim)));
  return true;
}

async function freeKey({ db }: Ctx, keyed: Keyed, claim: string): Promise<void> {
  await db
    .delete(idempotencyKeys)
    .where(
      and(isKey(keyed), eq(idempotencyKeys.claim, claim), sql`${idempotencyKeys.status} is null`),
    );
}

const isKey = ({ scope, key }: Keyed) =>
  and(eq(idempotencyKeys.scope, scope), eq(idempotencyKeys.key, key));
