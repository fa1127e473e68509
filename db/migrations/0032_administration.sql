CREATE TABLE "admin_acts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"actor_id" uuid NOT NULL,
	"act" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "failed_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"job" text NOT NULL,
	"event_name" text,
	"event_data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"error" text NOT NULL,
	"run_again_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_failures" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"type" text NOT NULL,
	"account" text,
	"error_code" text NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_tried_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alerts" DROP CONSTRAINT "alerts_key_unique";--> statement-breakpoint
DROP INDEX "alerts_open";--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "is_quiet" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "admin_acts_latest" ON "admin_acts" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "admin_acts_subject" ON "admin_acts" USING btree ("subject_id","created_at");--> statement-breakpoint
CREATE INDEX "failed_jobs_latest" ON "failed_jobs" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_failures_latest" ON "webhook_failures" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_told" ON "alerts" USING btree ("key") WHERE resolved_at is null or is_quiet;--> statement-breakpoint
CREATE INDEX "alerts_resolved" ON "alerts" USING btree ("resolved_at","id") WHERE resolved_at is not null;--> statement-breakpoint
CREATE INDEX "invitations_latest" ON "invitations" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "outreach_requests_latest" ON "outreach_requests" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "payments_latest" ON "payments" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "refunds_latest" ON "refunds" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "payouts_latest" ON "payouts" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "sessions_latest" ON "sessions" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "alerts_open" ON "alerts" USING btree ("created_at","id") WHERE resolved_at is null;