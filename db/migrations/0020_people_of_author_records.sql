DROP TABLE "source_turns" CASCADE;--> statement-breakpoint
ALTER TABLE "author_records" ADD COLUMN "person_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
CREATE INDEX "author_records_person" ON "author_records" USING btree ("person_id");