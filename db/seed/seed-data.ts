/** The shape in which the demo's invented people and papers are written down. */

/** `{ "1-5": "09:00-12:00 13:00-17:00" }`: weekdays (0 = Sunday) to wall-clock ranges. */
export type SeedHours = Record<string, string>;

export type SeedReview = {
  /** 0 is reader@colloquy.example, 1-50 are reader-01 to reader-50. */
  reader: number;
  weeksAgo: number;
  rating: number;
  text: string;
  questions?: string;
  reply?: string;
};

export type SeedResearcher = {
  slug: string;
  name: string;
  position: string;
  affiliation: string;
  timeZone: string;
  payoutCountry: string;
  bio: string;
  expertise: string[];
  achievements: string[];
  rateDollars: number;
  verifiedBy?: "institution_email" | "orcid";
  /** Of the part of the numbers that ORCID gives to nobody. */
  orcid?: string;
  requiresAcceptance?: true;
  hours: SeedHours;
  preferences?: {
    sessionMinutes?: number;
    stepMinutes?: number;
    bufferBeforeMinutes?: number;
    bufferAfterMinutes?: number;
    minimumNoticeMinutes?: number;
    windowDays?: number;
    dailyMaximum?: number;
  };
  /** Days count from the seeding day; no hours closes the date. */
  overrides?: { inDays: number; hours: string }[];
  timeOff?: { inDays: number; days: number; note: string }[];
  travel?: { inDays: number; days: number; timeZone: string }[];
  reviews?: SeedReview[];
};

/** Known from papers only: not bookable. */
export type SeedUnclaimed = {
  slug: string;
  name: string;
  affiliation: string;
  expertise: string[];
};

export type SeedPaper = {
  /** The end of the DOI: `10.5555/colloquy.<key>`. */
  key: string;
  title: string;
  venue: string;
  year: number;
  /** In printed order; `@slug` is a researcher known here, anything else a printed name. */
  authors: string[];
};

export type SeedField = {
  field: string;
  researchers: SeedResearcher[];
  unclaimed: SeedUnclaimed[];
  papers: SeedPaper[];
};
