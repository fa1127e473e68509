import { z } from "zod";
import type { Ctx } from "@/lib/platform/context";
import { centsToDollars } from "@/lib/platform/money";
import { instant } from "@/lib/platform/time";
import { largeAvatarUrl } from "./avatar-address";
import type { Researcher } from "./researcher";
import { type WeeklyHours, weeklyHoursOf } from "./weekly-hours";

/** A researcher in the API. Rate in US dollars an hour; hours of the usual week on the researcher's clock. */
export const ResearcherView = z
  .object({
    id: z.guid(),
    name: z.string(),
    email: z.string().nullable().describe("Null for profiles that nobody has claimed"),
    bio: z.string().nullable(),
    expertise: z.array(z.string()),
    achievements: z.array(z.string()),
    availability: z
      .record(z.string(), z.array(z.string()))
      .describe('By weekday: {"monday": ["09:00-10:00"]}'),
    rate: z.number().nullable().describe("US dollars an hour; null for unclaimed profiles"),
    verified: z.boolean(),
    user_id: z.guid().nullable(),
    created_at: instant,
    updated_at: instant,
    avatar_url: z.string().nullable(),
    affiliation: z.string().nullable(),
    author: z.boolean().optional().describe("Whether an author of the paper given as context"),
    slug: z.string(),
    time_zone: z.string(),
    rating_average: z.number().nullable(),
    rating_count: z.int(),
    next_available_at: instant.nullable(),
    position: z.string().nullable(),
    orcid: z.string().nullable(),
    standing: z.enum(["listed", "unclaimed", "hidden"]),
  })
  .meta({ id: "Researcher" });

export type ResearcherBody = z.input<typeof ResearcherView>;

/** A researcher as JSON, given the usual week. `author` is left out without a paper as context. */
export function encodeResearcher(
  researcher: Researcher,
  availability: WeeklyHours,
  author?: boolean,
): ResearcherBody {
  const claimed = researcher.standing !== "unclaimed";
  return ResearcherView.encode({
    id: researcher.id,
    name: researcher.name,
    email: claimed ? researcher.email : null,
    bio: researcher.bio,
    expertise: researcher.expertise,
    achievements: researcher.achievements,
    availability,
    rate: claimed && researcher.rateCents !== null ? centsToDollars(researcher.rateCents) : null,
    verified: researcher.verified,
    user_id: researcher.userId,
    created_at: researcher.createdAt,
    updated_at: researcher.updatedAt,
    avatar_url: researcher.avatarUrl && largeAvatarUrl(researcher.avatarUrl),
    affiliation: researcher.affiliation,
    ...(author !== undefined && { author }),
    slug: researcher.slug,
    time_zone: researcher.timeZone,
    rating_average: researcher.ratingAverage,
    rating_count: researcher.ratingCount,
    next_available_at: researcher.nextAvailableAt,
    position: researcher.position,
    orcid: researcher.orcid,
    standing: researcher.standing,
  });
}

/** Several researchers as JSON, their usual weeks read in one query. `authors`: ids that wrote the paper given as context. */
export async function viewResearchers(
  ctx: Ctx,
  researchers: Researcher[],
  authors?: ReadonlySet<string>,
): Promise<ResearcherBody[]> {
  const ids = researchers.map(({ id }) => id);
  const weeks = await weeklyHoursOf(ctx, ids);
  return researchers.map((researcher) =>
    encodeResearcher(researcher, weeks.get(researcher.id) ?? {}, authors?.has(researcher.id)),
  );
}
