/** A profile's fields as its form holds them: lists one entry a line, the rate as typed. */
export type ProfileValues = Record<
  | "name"
  | "position"
  | "affiliation"
  | "field"
  | "expertise"
  | "bio"
  | "achievements"
  | "rate"
  | "payout_country"
  | "slug",
  string
>;
