/** A rule that the application's database and the stand-ins' records must keep between them. */
export type Invariant = {
  /** As it reads in a report: what must be so. */
  name: string;
  /** `always` holds at every moment; `settled` once faults have ended and the jobs are done. */
  holds: "always" | "settled";
  /**
   * Finds what breaks it: rows of `subject` (an id) and `found`. `:now` stands for the moved clock's time.
   */
  breaches: string;
};
