/** How many requests one caller may make: `points` in `seconds`, from the first one on. */
export type Limit = { points: number; seconds: number };

const MINUTE = 60;
const HOUR = 3_600;

/** The limits of a production site; `RATE_LIMITS` changes single ones. */
export const policies = {
  /** All API requests of a user, whatever they are signed in with. */
  user: { points: 1_200, seconds: MINUTE },
  /** The API requests made with one token. */
  token: { points: 600, seconds: MINUTE },
  /** API requests without an account, by network address. */
  address: { points: 120, seconds: MINUTE },
  /** Pages rendered for visitors without an account, by network address; those served from memory do not count. */
  page: { points: 300, seconds: MINUTE },
  /** Attempts to sign in or to get a token, by network address. */
  "sign-in": { points: 60, seconds: 15 * MINUTE },
  /** Wrong passwords for one account, wherever they come from. */
  password: { points: 10, seconds: 15 * MINUTE },
  /** New accounts and researchers' registrations, by network address. */
  register: { points: 20, seconds: HOUR },
  /** Requests for mailed links, by network address. */
  "mail-link": { points: 20, seconds: HOUR },
  /** Requests to invite somebody, by user. */
  outreach: { points: 30, seconds: HOUR },
  /** Collections of researchers' data, by user. */
  collect: { points: 60, seconds: HOUR },
  /** Addresses given to prove an affiliation, by user: each asks the register of institutions. */
  verification: { points: 20, seconds: HOUR },
  /** Papers looked for at the scholarly sources, by network address or user. */
  "paper-search": { points: 30, seconds: 5 * MINUTE },
  /** Times held, by user: each keeps a time from all others for a quarter of an hour. */
  hold: { points: 60, seconds: HOUR },
  /** Calendars elsewhere that are named, by user: each is fetched and read at once. */
  calendar: { points: 20, seconds: HOUR },
  /** Pictures uploaded, by user: each is decoded and encoded anew. */
  picture: { points: 30, seconds: HOUR },
  /** Copies of all that is held about a user: each reads every table. */
  export: { points: 10, seconds: HOUR },
} as const satisfies Record<string, Limit>;

export type PolicyName = keyof typeof policies;
export type Policies = Record<PolicyName, Limit>;

const UNITS = { second: 1, minute: MINUTE, hour: HOUR, day: 24 * HOUR };
const WRITTEN = /^([a-z-]+)=(\d{1,9})\/(\d{0,4})(second|minute|hour|day)$/;

/**
 * Reads changed limits, as in "sign-in=100/15minute, outreach=5/day"; the rest stays as above.
 * Throws what is wrong with the text.
 */
export function parsePolicies(text: string): Policies {
  const changed: Policies = { ...policies };
  for (const part of text.split(",").map((each) => each.trim())) {
    if (part === "") continue;
    const [, name = "", points, count, unit = ""] = WRITTEN.exec(part) ?? [];
    if (!Object.hasOwn(policies, name) || !Object.hasOwn(UNITS, unit))
      throw new Error(
        `"${part}" is no limit; write for instance sign-in=60/15minute, with a name of ${Object.keys(policies).join(", ")}`,
      );
    const seconds = Number(count || 1) * UNITS[unit as keyof typeof UNITS];
    changed[name as PolicyName] = { points: Number(points), seconds };
  }
  return changed;
}
