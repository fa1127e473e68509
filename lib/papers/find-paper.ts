import { eq } from "drizzle-orm";
import { z } from "zod";
import { papers } from "@/db/schema/papers";
import type { Ctx } from "@/lib/platform/context";
import { doiIn } from "./doi";
import { type Paper, paperColumns } from "./paper";

/** A paper by its id; null for an unknown one and for text that is no id. */
export async function findPaper({ db }: Ctx, id: string): Promise<Paper | null> {
  if (!z.guid().safeParse(id).success) return null;
  const [paper] = await db.select(paperColumns).from(papers).where(eq(papers.id, id));
  return paper ?? null;
}

/** A paper by a DOI in any of its written forms; null when the text holds none or it is not known here. */
export async function findPaperByDoi({ db }: Ctx, text: string): Promise<Paper | null> {
  const doi = doiIn(text);
  if (!doi) return null;
  const [paper] = await db.select(paperColumns).from(papers).where(eq(papers.doi, doi));
  return paper ?? null;
}
