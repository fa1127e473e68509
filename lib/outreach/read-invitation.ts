import { and, asc, eq, inArray } from "drizzle-orm";
import { invitations, outreachRequests, papers, researchers, users } from "@/db/schema";
import { type Paper, paperColumns } from "@/lib/papers/paper";
import type { Ctx } from "@/lib/platform/context";
import { type Researcher, researcherColumns } from "@/lib/researchers/researcher";
import type { Invitation } from "./invitation";
import { readInvitationToken } from "./invitation-token";

/** One reader's request, as the one who is asked sees it. */
export type Ask = {
  readerName: string;
  note: string | null;
  paper: Paper;
  addressSource: "reader" | "profile";
};

export type InvitationContents = {
  id: string;
  email: string;
  expiresAt: Date;
  /** The collected profile it is about; null when only the address was known. */
  researcher: Researcher | null;
  /** The paper of the first request. */
  paper: Paper | null;
  /** All who ask, the first one first. */
  asks: Ask[];
};

export type InvitationReading =
  | { state: "foreign" }
  | ({ state: "live" | "used" | "expired" | "declined" } & InvitationContents);

/**
 * What a page may show to whoever holds an invitation's token, without taking it: "foreign" for a
 * token that is not ours or is for another purpose, else how it stands and what it says.
 */
export async function readInvitation(
  ctx: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<InvitationReading> {
  const named = await readInvitationToken(token, ctx.now);
  const [invitation] = named
    ? await ctx.db.select().from(invitations).where(eq(invitations.id, named.id))
    : [];
  if (!invitation) return { state: "foreign" };
  return { state: stateOf(invitation, ctx.now), ...(await loadContents(ctx, invitation)) };
}

function stateOf({ state, expiresAt }: Invitation, now: Date) {
  if (state === "accepted") return "used";
  if (state === "declined") return "declined";
  return expiresAt <= now ? "expired" : "live";
}

/** What an invitation says: to whom, about which papers, and who asks. */
export async function loadContents(
  { db }: Pick<Ctx, "db">,
  invitation: Invitation,
): Promise<InvitationContents> {
  const asks = await db
    .select({
      readerName: users.name,
      note: outreachRequests.note,
      paper: paperColumns,
      addressSource: outreachRequests.addressSource,
    })
    .from(outreachRequests)
    .innerJoin(users, eq(users.id, outreachRequests.userId))
    .innerJoin(papers, eq(papers.id, outreachRequests.paperId))
    .where(
      and(
        eq(outreachRequests.invitationId, invitation.id),
        inArray(outreachRequests.status, ["pending", "accepted"]),
      ),
    )
    .orderBy(asc(outreachRequests.createdAt), asc(outreachRequests.id));
  const [researcher] = invitation.researcherId
    ? await db
        .select(researcherColumns)
        .from(researchers)
        .where(eq(researchers.id, invitation.researcherId))
    : [];
  const { id, email, expiresAt } = invitation;
  const paper = asks[0]?.paper ?? null;
  return { id, email, expiresAt, researcher: researcher ?? null, paper, asks };
}
