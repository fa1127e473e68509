import type { Tx } from "@/db/client";
import { forgetBylineIds } from "@/lib/papers/forget-byline-ids";
import type { BylineRecord, WorkRecord } from "@/lib/scholarly/records";
import { addAuthorship } from "./add-authorship";
import { ensureUnclaimedProfile } from "./ensure-unclaimed-profile";
import { isRemoved } from "./removed-people";

/** Of a longer byline the first ones, the last and those who answer letters get a profile. */
const MOST_PROFILES = 60;

/** Gives a paper's authors their profiles. Call only under `lockPeople`. */
export async function placeByline(
  tx: Tx,
  now: Date,
  paperId: string,
  work: WorkRecord,
): Promise<void> {
  for (const author of chosenOf(work.byline)) {
    const researcherId = await ensureUnclaimedProfile(tx, now, { author, work });
    if (researcherId) await addAuthorship(tx, paperId, researcherId, author);
    else if (await isRemoved(tx, { ...author, dois: work.doi ? [work.doi] : [] }))
      await forgetBylineIds(tx, paperId, author.position);
  }
}

function chosenOf(byline: BylineRecord[]): BylineRecord[] {
  if (byline.length <= MOST_PROFILES) return byline;
  return byline
    .filter(
      ({ isCorresponding }, index) =>
        index < MOST_PROFILES / 2 || index === byline.length - 1 || isCorresponding,
    )
    .slice(0, MOST_PROFILES);
}
