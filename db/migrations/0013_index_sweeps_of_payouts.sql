CREATE INDEX "payments_refunded" ON "payments" USING btree ("id") WHERE refunded_cents > 0;--> statement-breakpoint
CREATE INDEX "payouts_withheld" ON "payouts" USING btree ("payment_id") WHERE withheld_cents > 0;--> statement-breakpoint
CREATE INDEX "payouts_reversible" ON "payouts" USING btree ("paid_at") WHERE status = 'paid' and sent_cents - reversed_cents > net_cents - withheld_cents;