CREATE INDEX "invitations_settled" ON "invitations" USING btree ("settled_at");--> statement-breakpoint
CREATE INDEX "payouts_paid" ON "payouts" USING btree ("paid_at");