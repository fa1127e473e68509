ALTER TABLE "outreach_requests" ADD COLUMN "told_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "outreach_requests_untold" ON "outreach_requests" USING btree ("researcher_id") WHERE status = 'accepted' and told_at is null;--> statement-breakpoint
CREATE INDEX "researchers_email" ON "researchers" USING btree ("email");