/** Why a calendar could not be read, in a word that is kept, and in a sentence for its owner. */
export const problemWords = {
  unreachable: "The server of this address could not be reached.",
  slow: "The server took too long to answer.",
  refused: "The server does not let us in: the address may be private, or no longer shared.",
  missing: "There is no calendar at this address any more, or there never was.",
  throttled: "The server has been asked too often and wants to be left alone for a while.",
  failing: "The server is failing.",
  unexpected: "The server gave an answer that is no calendar.",
  misled: "The address leads on to too many others, or to one that we do not follow.",
  "not-public": "The address does not lead to a server on the public internet.",
  "too-large": "The calendar is larger than 10 MB.",
  "not-a-calendar": "What is at this address is not a calendar file.",
  "cut-off": "The calendar arrived incomplete.",
  "too-much": "The calendar has more events or repetitions than we can work through.",
} as const;

export type FeedProblem = keyof typeof problemWords;

/** The sentence for a problem that was kept. */
export const wordsOf = (problem: string): string =>
  problem in problemWords ? problemWords[problem as FeedProblem] : problemWords.unexpected;

export class FeedError extends Error {
  override readonly name = "FeedError";
  constructor(
    readonly problem: FeedProblem,
    /** How long the server asks to be left alone. */
    readonly retryAfterMs = 0,
  ) {
    super(problem);
  }
}
