import { createHash } from "node:crypto";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { calendarFeeds, meetings, papers, researchers, sessions, users } from "@/db/schema";
import { addSession, calendarText, newCalendar } from "@/lib/notifications/session-calendar";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { DAY_MS } from "@/lib/platform/time";
import { feedOfToken } from "./feed-address";

/** How long sessions stay in the feed after they have ended. */
const KEPT_DAYS = 90;
const ASK_AGAIN_SECONDS = 15 * 60;

/**
 * The bookings of the feed that a token opens, as .ics text, with an ETag that stays as long as they
 * do. Requests are tentative; what was canceled is gone. Whoever has the token may read: NOT_FOUND
 * for any that opens nothing, or no longer.
 */
export async function readFeed(
  ctx: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<{ text: string; etag: string }> {
  const owner = await ownerOfFeed(ctx, feedOfToken(token));
  const calendar = newCalendar({ name: `Colloquy: ${owner.name}`, ttl: ASK_AGAIN_SECONDS });
  for (const { session, readerName, paperTitle, joinUrl } of await loadBookings(ctx, owner.id)) {
    addSession(
      calendar,
      {
        session,
        researcherName: owner.name,
        readerName,
        otherName: readerName,
        paperTitle,
        joinUrl,
        // Not the moment of reading, or no answer would equal the one before.
        stampedAt: session.updatedAt,
      },
      session.state === "requested" ? "TENTATIVE" : "CONFIRMED",
    );
  }
  const text = calendarText(calendar);
  // Weak: what is sent may be packed on the way.
  return { text, etag: `W/"${createHash("sha256").update(text).digest("base64url")}"` };
}

async function ownerOfFeed({ db }: Pick<Ctx, "db">, feedId: string | null) {
  if (!feedId) throw notFound("Calendar");
  const [owner] = await db
    .select({ id: researchers.id, name: researchers.name })
    .from(calendarFeeds)
    .innerJoin(researchers, eq(researchers.id, calendarFeeds.researcherId))
    .where(eq(calendarFeeds.id, feedId));
  if (!owner) throw notFound("Calendar");
  return owner;
}

function loadBookings({ db, now }: Pick<Ctx, "db" | "now">, researcherId: string) {
  return db
    .select({
      session: sessions,
      readerName: users.name,
      paperTitle: papers.title,
      joinUrl: meetings.joinUrl,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.readerId))
    .leftJoin(papers, eq(papers.id, sessions.paperId))
    .leftJoin(meetings, eq(meetings.sessionId, sessions.id))
    .where(
      and(
        eq(sessions.researcherId, researcherId),
        inArray(sessions.state, ["requested", "confirmed", "completed"]),
        gt(sessions.endsAt, new Date(now.getTime() - KEPT_DAYS * DAY_MS)),
      ),
    )
    .orderBy(asc(sessions.startsAt), asc(sessions.id));
}
