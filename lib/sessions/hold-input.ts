import { z } from "zod";
import { decodeSlotId } from "@/lib/availability/slot-id";
import { Text } from "@/lib/platform/text";
import { instant } from "@/lib/platform/time";
import { QUESTIONS_MAX } from "./write-questions";

export const NOT_A_SLOT = "is not a time slot's id";

/**
 * A slot by its id, or by researcher and times; the two bodies of `POST sessions`. One object rather
 * than a union, so that each refusal names its field.
 */
export const HoldSession = z
  .object({
    time_slot_id: Text.optional(),
    researcher_id: z.guid("is not an id").optional(),
    start_time: instant.optional(),
    end_time: instant.optional(),
    questions: Text.trim().max(QUESTIONS_MAX).optional(),
    paper_id: z.guid("is not an id").optional(),
  })
  .transform((input, issue) => {
    const refuse = (field: string, message: string) => {
      issue.addIssue({ code: "custom", path: [field], message });
      return z.NEVER;
    };
    const { questions, paper_id: paperId } = input;
    if (input.time_slot_id !== undefined) {
      const slot = decodeSlotId(input.time_slot_id);
      return slot ? { ...slot, questions, paperId } : refuse("time_slot_id", NOT_A_SLOT);
    }
    const { researcher_id: researcherId, start_time, end_time } = input;
    if (!researcherId && !start_time && !end_time) {
      return refuse("time_slot_id", "is missing (or researcher_id, start_time and end_time)");
    }
    if (!researcherId) return refuse("researcher_id", "is missing");
    if (!start_time) return refuse("start_time", "is missing");
    if (!end_time) return refuse("end_time", "is missing");
    if (end_time <= start_time) return refuse("end_time", "must be after start_time");
    const [startsAt, endsAt] = [start_time.getTime(), end_time.getTime()];
    return { researcherId, startsAt, endsAt, questions, paperId };
  });

export type HoldSession = {
  researcherId: string;
  /** Epoch ms. */
  startsAt: number;
  endsAt: number;
  questions?: string | undefined;
  paperId?: string | undefined;
};
