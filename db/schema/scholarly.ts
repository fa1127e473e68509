import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** When each scholarly source may be asked again, for all processes together. */
export const sourceTurns = pgTable("source_turns", {
  source: text("source").primaryKey(),
  freeAt: instant("free_at").notNull(),
});
