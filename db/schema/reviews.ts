import { sql } from "drizzle-orm";
import { check, index, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, primaryId } from "./columns";
import { researchers } from "./researchers";
import { sessions } from "./sessions";
import { users } from "./users";

export const reviews = pgTable(
  "reviews",
  {
    id: primaryId(),
    sessionId: uuid("session_id")
      .notNull()
      .unique()
      .references(() => sessions.id),
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id),
    readerId: uuid("reader_id")
      .notNull()
      .references(() => users.id),
    rating: smallint("rating").notNull(),
    text: text("text"),
    reply: text("reply"),
    repliedAt: instant("replied_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("reviews_researcher").on(t.researcherId, t.createdAt),
    check("reviews_rating", sql`${t.rating} between 1 and 5`),
    check("reviews_reply_dated", sql`(${t.reply} is null) = (${t.repliedAt} is null)`),
  ],
);
