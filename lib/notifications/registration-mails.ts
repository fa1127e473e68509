import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { profileRequests, researchers, users } from "@/db/schema";
import { createMailToken } from "@/lib/auth/create-mail-token";
import { isAddressOfDeleted } from "@/lib/auth/deleted-account";
import type { Ctx } from "@/lib/platform/context";
import { whatIsMissing } from "@/lib/profiles/what-is-missing";
import type { ProfileRequest } from "@/lib/registration/requests/profile-request";
import { signRequest } from "@/lib/registration/requests/request-token";
import type { Mail } from "./emails/mail";
import {
  claimGranted,
  claimMerged,
  confirmProfileRequest,
  profileRemoved,
  requestRefused,
  welcome,
} from "./emails/registration";
import { appLink } from "./scene";
import { sendMail } from "./send-mail";
import type { Sent } from "./send-to-party";

/** Welcomes a new researcher; with the link for a password where the account has none. `eventId` makes the link. */
export async function sendWelcome(
  ctx: Ctx,
  { researcherId, eventId }: { researcherId: string; eventId: string },
): Promise<Sent> {
  const [row] = await ctx.db
    .select({ researcher: researchers, user: users })
    .from(researchers)
    .innerJoin(users, eq(users.id, researchers.userId))
    .where(eq(researchers.id, researcherId));
  if (!row || isAddressOfDeleted(row.user.email)) return "skipped";
  const { researcher, user } = row;
  const password =
    user.passwordHash === null
      ? await createMailToken(ctx, {
          userId: user.id,
          purpose: "set_password",
          key: eventId,
          returnTo: "/dashboard/welcome",
        })
      : null;
  return sendMail(ctx, {
    ...welcome({
      name: researcher.name,
      timeZone: researcher.timeZone,
      slug: researcher.slug,
      isPublished: researcher.standing === "listed",
      missing: await whatIsMissing(ctx.db, researcher, ctx.now),
      password,
    }),
    kind: "welcome-researcher",
    to: user.email,
    key: `welcome-researcher:${eventId}`,
  });
}

/** Mails the link that confirms whoever asks for a profile. */
export async function sendProfileRequest(ctx: Ctx, requestId: string): Promise<Sent> {
  const found = await findRequest(ctx, requestId);
  if (found?.request.state !== "asked" || !found.profileName || !found.request.email)
    return "skipped";
  const { request, profileName } = found;
  const path = request.kind === "claim" ? "/claim/confirm" : "/remove-profile/confirm";
  const link = appLink(`${path}?token=${signRequest(request.id, "confirm")}`);
  return sendMail(ctx, {
    ...confirmProfileRequest(request.kind, { profileName, link, expiresAt: request.expiresAt }),
    kind: `profile-${request.kind}`,
    to: found.request.email,
    key: `profile-request:asked:${request.id}`,
  });
}

/** Tells whoever asked for a profile what has come of it; the address of a removal is forgotten then. */
export async function sendDecision(ctx: Ctx, requestId: string): Promise<Sent> {
  const found = await findRequest(ctx, requestId);
  const mail = found && mailOf(found);
  if (!mail || !found.request.email) return "skipped";
  const { email, id, kind, state } = found.request;
  const sent = await sendMail(ctx, {
    ...mail,
    kind: "profile-decision",
    to: email,
    key: `profile-request:decided:${id}`,
  });
  if (kind === "removal" && state === "done")
    await ctx.db.update(profileRequests).set({ email: null }).where(eq(profileRequests.id, id));
  return sent;
}

type Found = { request: ProfileRequest; profileName: string | null };

/** A request with the name of its profile; of whoever claimed it once that is part of their own. */
async function findRequest({ db }: Ctx, requestId: string): Promise<Found | null> {
  const applicants = alias(researchers, "applicants");
  const [found] = await db
    .select({
      request: profileRequests,
      profileName: sql<string | null>`coalesce(${researchers.name}, ${applicants.name})`,
    })
    .from(profileRequests)
    .leftJoin(researchers, eq(researchers.id, profileRequests.researcherId))
    .leftJoin(applicants, eq(applicants.id, profileRequests.applicantId))
    .where(eq(profileRequests.id, requestId));
  return found ?? null;
}

function mailOf({ request, profileName }: Found): Mail | null {
  const { id, kind, state, expiresAt } = request;
  if (kind === "removal" && state === "done") return profileRemoved();
  if (!profileName) return null;
  if (state === "refused") return requestRefused(kind, profileName);
  if (state === "done") return claimMerged({ profileName });
  if (state !== "granted") return null;
  const link = appLink(`/register?claim=${signRequest(id, "register")}`);
  return claimGranted({ profileName, link, expiresAt });
}
