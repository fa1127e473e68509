/** The version of the terms at /terms, by the date since when they say what they say; kept with whoever agrees. */
export const TERMS_VERSION = "2026-11-25";
