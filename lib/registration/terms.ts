/** The version of the terms for researchers that is shown now, by its date; kept with whoever agrees. */
export const TERMS_VERSION = "2026-11-25";
