/** Why a calendar could not be read: a word that is kept, and words for its owner that follow "because". */
export const problemWords = {
  unreachable: "its server could not be reached",
  slow: "its server took too long to answer",
  refused: "its server does not let us in; the calendar may be private, or no longer shared",
  missing: "there is no calendar at its address, or no longer",
  throttled: "its server has been asked too often and wants to be left alone for a while",
  failing: "its server is failing",
  unexpected: "its server answered with something that is no calendar",
  misled: "its address leads on to too many others, or to one that we do not follow",
  "not-public": "its address does not lead to a server on the public internet",
  "too-large": "it is larger than 10 MB",
  "not-a-calendar": "what is at its address is not a calendar file",
  "cut-off": "it arrived incomplete",
  "too-much": "it has more events or repetitions than we can work through",
} as const;

export type FeedProblem = keyof typeof problemWords;

/** The words for a problem that was kept. */
export const wordsOf = (problem: string): string =>
  Object.hasOwn(problemWords, problem)
    ? problemWords[problem as FeedProblem]
    : problemWords.unexpected;

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
