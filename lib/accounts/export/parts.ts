import type { UserActor } from "@/lib/platform/context";
import { accountParts } from "./account-parts";
import type { Part } from "./part";
import { profileParts } from "./profile-parts";
import { sessionParts } from "./session-parts";

const all: readonly Part[] = [...accountParts, ...sessionParts, ...profileParts];

/** The parts that there are for somebody, in the order of the file. */
export const partsFor = ({ researcherId }: Pick<UserActor, "researcherId">): Part[] =>
  all.filter(({ ofResearchers }) => researcherId !== null || !ofResearchers);
