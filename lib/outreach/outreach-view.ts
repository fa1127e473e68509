import { z } from "zod";
import { isAddressOfDeleted } from "@/lib/auth/deleted-account";
import { instant } from "@/lib/platform/time";
import type { OutreachDetail } from "./read-outreach";

/** An outreach request as the API shows it to the reader who made it. */
export const OutreachView = z
  .object({
    id: z.guid(),
    user_id: z.guid(),
    researcher_email: z
      .string()
      .describe("As the reader wrote it; only its beginning where it was known from the profile"),
    paper_id: z.guid(),
    status: z.enum(["pending", "accepted", "declined", "email_failed"]),
    created_at: instant,
    updated_at: instant,
    researcher_id: z.guid().nullable().describe("The profile it is about, where one is known"),
  })
  .meta({ id: "OutreachRequest" });

export const viewOutreach = (request: OutreachDetail): z.input<typeof OutreachView> =>
  OutreachView.encode({
    id: request.id,
    user_id: request.userId,
    researcher_email: shownAddress(request),
    paper_id: request.paperId,
    status: request.status,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    researcher_id: request.researcherId,
  });

/**
 * An address that the reader did not write is not theirs to see: its first letter and its domain. Of whoever
 * has deleted their account, nothing.
 */
export function shownAddress({
  email,
  addressSource,
}: Pick<OutreachDetail, "email" | "addressSource">): string {
  if (isAddressOfDeleted(email)) return "(removed)";
  return addressSource === "reader" ? email : email.replace(/^(.).*(?=@)/u, "$1…");
}
