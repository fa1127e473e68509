import type { ProfileValues } from "@/components/profiles/profile-values";
import { centsToDollars } from "@/lib/platform/money";
import type { OwnProfile } from "@/lib/profiles/get-own-profile";

const asLines = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** What the profile's form holds, in the words of the API. What is no number goes on as it was typed. */
export function readProfileForm(data: FormData): Record<string, unknown> {
  const text = (name: keyof ProfileValues) => String(data.get(name) ?? "").trim();
  const rate = text("rate").replace(/[$,\s]/g, "");
  return {
    name: text("name"),
    position: text("position"),
    affiliation: text("affiliation"),
    field: text("field"),
    bio: text("bio"),
    slug: text("slug"),
    payout_country: text("payout_country"),
    expertise: asLines(text("expertise")),
    achievements: asLines(text("achievements")),
    rate: rate === "" ? null : Number(rate),
  };
}

/** A profile as its form shows it. */
export const profileValues = (profile: OwnProfile): ProfileValues => ({
  name: profile.name,
  position: profile.position ?? "",
  affiliation: profile.affiliation ?? "",
  field: profile.field ?? "",
  expertise: profile.expertise.join("\n"),
  bio: profile.bio ?? "",
  achievements: profile.achievements.join("\n"),
  rate: profile.rateCents === null ? "" : String(centsToDollars(profile.rateCents)),
  payout_country: profile.payoutCountry ?? "",
  slug: profile.slug,
});
