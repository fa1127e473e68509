import { z } from "zod";
import { centsToDollars, netCents } from "@/lib/platform/money";
import { encodeResearcher, ResearcherView } from "@/lib/researchers/researcher-view";
import type { OwnProfile } from "./get-own-profile";
import { NEEDED } from "./what-is-missing";

/** A profile as its owner sees it in the API. */
export const OwnProfileView = ResearcherView.extend({
  field: z.string().nullable(),
  payout_country: z.string().nullable().describe("ISO 3166"),
  fee_percent: z.number().describe("What Colloquy keeps of each session's price"),
  net_rate: z.number().nullable().describe("What is left of the rate, US dollars an hour"),
  time_zone_assumed: z
    .boolean()
    .describe("Whether nobody has said which zone the hours are in, so that UTC is taken for it"),
  takes_bookings: z.boolean().describe("Published, and where payouts reach"),
  missing: z.array(z.enum(NEEDED)).describe("What must be there before it can be published"),
}).meta({ id: "OwnProfile" });

export function viewOwnProfile(
  profile: OwnProfile,
  feePercent: number,
): z.input<typeof OwnProfileView> {
  const { field, payoutCountry, rateCents, takesBookings, timeZoneAssumed, missing } = profile;
  return {
    ...encodeResearcher(profile, profile.weeklyHours),
    field,
    payout_country: payoutCountry,
    fee_percent: feePercent,
    net_rate: rateCents === null ? null : centsToDollars(netCents(rateCents, feePercent)),
    time_zone_assumed: timeZoneAssumed,
    takes_bookings: takesBookings,
    missing,
  };
}
