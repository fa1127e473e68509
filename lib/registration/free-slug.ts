import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { formerSlugs, researchers } from "@/db/schema";

/** A name as the last part of an address: "Ingrid Ødegård" is "ingrid-odegard"; empty for other scripts. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[øØ]/g, "o")
    .replace(/[łŁ]/g, "l")
    .replace(/[đĐð]/g, "d")
    .replace(/ß/g, "ss")
    .replace(/[æÆ]/g, "ae")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48)
    .replace(/-+$/, "");

/** An address for a new profile that nobody has or had: the name, with a few letters behind it when that is taken. */
export async function freeSlug(tx: Tx, name: string): Promise<string> {
  const base = slugOf(name);
  const isShort = base.length < 3;
  if (!isShort && !(await isTaken(tx, base))) return base;
  return `${isShort ? "researcher" : base}-${randomBytes(4).toString("hex")}`;
}

async function isTaken(tx: Tx, slug: string): Promise<boolean> {
  const [now] = await tx
    .select({ slug: researchers.slug })
    .from(researchers)
    .where(eq(researchers.slug, slug));
  const [before] = await tx
    .select({ slug: formerSlugs.slug })
    .from(formerSlugs)
    .where(eq(formerSlugs.slug, slug));
  return Boolean(now ?? before);
}
