import { eq } from "drizzle-orm";
import { z } from "zod";
import { calendarFeeds } from "@/db/schema";
import { requireOwner } from "@/lib/availability/change-schedule";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { instant } from "@/lib/platform/time";
import { feedAddress } from "./feed-address";

export type OwnFeed = { url: string; createdAt: Date };

/** The address of the actor's feed, or null while there is none. */
export async function getOwnFeed(ctx: Ctx): Promise<OwnFeed | null> {
  const { researcherId } = requireOwner(ctx);
  const [feed] = await ctx.db
    .select()
    .from(calendarFeeds)
    .where(eq(calendarFeeds.researcherId, researcherId));
  return feed ? { url: feedAddress(feed.id), createdAt: feed.createdAt } : null;
}

/** Gives the actor's feed a new address; the one before leads nowhere from now on. */
export async function renewFeed(ctx: Ctx): Promise<OwnFeed> {
  const { researcherId } = requireOwner(ctx);
  const fresh = { id: crypto.randomUUID(), createdAt: ctx.now };
  await ctx.db
    .insert(calendarFeeds)
    .values({ researcherId, ...fresh })
    .onConflictDoUpdate({ target: calendarFeeds.researcherId, set: fresh });
  return { url: feedAddress(fresh.id), createdAt: fresh.createdAt };
}

/** Ends the actor's feed. */
export async function endFeed(ctx: Ctx): Promise<void> {
  const { researcherId } = requireOwner(ctx);
  const ended = await ctx.db
    .delete(calendarFeeds)
    .where(eq(calendarFeeds.researcherId, researcherId))
    .returning({ id: calendarFeeds.id });
  if (ended.length === 0) throw notFound("Feed");
}

export const FeedView = z
  .object({ url: z.url(), created_at: instant })
  .meta({ id: "CalendarFeed" });

export const viewFeed = ({ url, createdAt }: OwnFeed) =>
  FeedView.encode({ url, created_at: createdAt });
