import { createHash } from "node:crypto";
import { z } from "zod";
import type { CollectionInput } from "@/db/schema/collection";
import { EmailAddress, PersonName } from "@/lib/auth/inputs";
import { Text } from "@/lib/platform/text";
import { nameWords } from "./matching/compare-names";

const line = (maximum: number) =>
  Text.trim()
    .min(1, "is missing")
    .max(maximum, `must have at most ${maximum} characters`)
    .regex(/^\P{Cc}*$/u, "must be on one line");

const Position = line(120).nullish();

/** The most people of an institution that one job collects. */
export const MOST_PEOPLE = 1000;

export const CollectResearcher = z.object({
  name: PersonName,
  affiliation: line(200),
  paper_title: line(500),
  position: Position,
  email: EmailAddress.nullish(),
  run_in_background: z.boolean("must be true or false").default(true),
});
export type CollectResearcher = z.output<typeof CollectResearcher>;

export const CollectInstitution = z.object({
  institution: line(200),
  position: Position,
  limit: z
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(MOST_PEOPLE, `must be at most ${MOST_PEOPLE}`)
    .default(10),
});
export type CollectInstitution = z.output<typeof CollectInstitution>;

/** The same for requests that ask for the same: case, accents and signs tell nothing apart. */
export function keyOf(kind: "researcher" | "institution", input: CollectionInput): string {
  const { name, affiliation, paperTitle, position, institution, limit, email } = input;
  const words = [name, affiliation, paperTitle, position, institution].map((text) =>
    nameWords(text ?? "").join(" "),
  );
  return createHash("sha256")
    .update(JSON.stringify([kind, ...words, email ?? "", limit ?? 0]))
    .digest("base64url");
}
