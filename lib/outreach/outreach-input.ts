import { z } from "zod";
import { EmailAddress } from "@/lib/auth/inputs";
import { LongText, Text } from "@/lib/platform/text";

export const NOTE_MAX = 600;

// What mail programs make a link of: our name is on the mail, so strangers do not get to place one.
const LINK = /:\/\/|\bwww\.|\w\.[a-z]{2,}\//i;

/** A few words to whoever is invited. They go out by mail, so they hold neither links nor control characters. */
export const Note = LongText.overwrite((text) => text.replace(/[^\P{Cc}\n\t]/gu, ""))
  .trim()
  .max(NOTE_MAX, `must have at most ${NOTE_MAX} characters`)
  .refine((text) => !LINK.test(text), "must not contain links: the paper is linked already");

const id = z.guid({
  error: ({ input }) => (input === undefined ? "is missing" : "is not an id"),
});

/** Who is to be invited, by profile or by address, and about which paper. */
export const RequestOutreach = z
  .object({
    researcher_id: id.optional(),
    researcher_email: EmailAddress.optional(),
    paper_id: id,
    note: Note.optional(),
  })
  .transform((input, issue) => {
    const { researcher_id: researcherId, researcher_email: email, paper_id: paperId } = input;
    if (researcherId === undefined && email === undefined) {
      const message = "is missing (or researcher_id)";
      issue.addIssue({ code: "custom", path: ["researcher_email"], message });
      return z.NEVER;
    }
    return { researcherId, email, paperId, note: input.note || null };
  });

/** What a mailed link carries. */
export const OutreachLink = z.object({ token: Text.max(4_000, "is not a token of ours") });

export type RequestOutreach = z.output<typeof RequestOutreach>;
