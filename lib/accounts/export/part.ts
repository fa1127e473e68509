import type { Ctx, UserActor } from "@/lib/platform/context";

/** How many entries a part holds at most: more than anybody has, and a bound on one file. */
export const MOST = 10_000;

/** One part of the file: what it is, in a sentence, and how it is read. */
export type Part = {
  name: string;
  about: string;
  /** Only of those who own a profile. */
  ofResearchers?: true;
  read: (ctx: Ctx, owner: UserActor) => Promise<unknown>;
};
