import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profileFacts, researchers } from "@/db/schema";
import { nameWords } from "../matching/compare-names";
import type { Saying } from "../merging/merge-facts";
import { mergeFacts } from "../merging/merge-facts";

/** Makes a profile that nobody has claimed; its other facts follow from its records. */
export async function createProfile(
  tx: Tx,
  id: string,
  standing: "hidden" | "unclaimed",
  sayings: Saying[],
): Promise<void> {
  const { name } = mergeFacts(sayings);
  if (!name) throw new Error("a profile needs a name");
  await tx
    .insert(researchers)
    .values({ id, standing, name: String(name.value), slug: slugOf(String(name.value), id) });
  await tx.insert(profileFacts).values({ researcherId: id, field: "name", ...name });
}

/** "wei-zhang-1f3a9c02": many share a name, nobody shares the end. */
function slugOf(name: string, id: string): string {
  const words = nameWords(name)
    .join("-")
    .replace(/[^a-z0-9-]/g, "");
  const start = words.replace(/-+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
  return [start, id.slice(0, 8)].filter(Boolean).join("-");
}

/** Whether there is a profile of this id. */
export async function isProfile(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: researchers.id })
    .from(researchers)
    .where(eq(researchers.id, id));
  return rows.length > 0;
}
