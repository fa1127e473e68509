import { reviews } from "@/db/schema/reviews";
import { users } from "@/db/schema/users";
import { FORMER_READER } from "@/lib/auth/deleted-account";

export const REVIEW_MAX = 2000;
export const REPLY_MAX = 1000;

export type Review = {
  id: string;
  /** For the two parties only. */
  sessionId: string;
  researcherId: string;
  /** 1 to 5. */
  rating: number;
  text: string | null;
  reply: string | null;
  repliedAt: Date | null;
  createdAt: Date;
  /** First name and initial, "Ada L.": enough to be a person, too little to be looked up. */
  readerName: string;
};

export const reviewColumns = {
  id: reviews.id,
  sessionId: reviews.sessionId,
  researcherId: reviews.researcherId,
  rating: reviews.rating,
  text: reviews.text,
  reply: reviews.reply,
  repliedAt: reviews.repliedAt,
  createdAt: reviews.createdAt,
  reader: users.name,
};

/** A row of reviewColumns, reviews joined with their readers, as all may read it. */
export function readReview({ reader, ...review }: Omit<Review, "readerName"> & { reader: string }) {
  return { ...review, readerName: byline(reader) } satisfies Review;
}

function byline(name: string): string {
  if (name === FORMER_READER) return name;
  const [first = "A reader", ...rest] = name.trim().split(/\s+/);
  const initial = [...(rest.at(-1) ?? "")][0];
  return initial ? `${first} ${initial.toUpperCase()}.` : first;
}
