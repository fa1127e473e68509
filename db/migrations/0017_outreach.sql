CREATE TYPE "public"."address_source" AS ENUM('reader', 'profile');--> statement-breakpoint
CREATE TYPE "public"."invitation_failure" AS ENUM('not_sent', 'bounced', 'complained', 'suppressed');--> statement-breakpoint
CREATE TYPE "public"."invitation_state" AS ENUM('open', 'accepted', 'declined', 'failed');--> statement-breakpoint
CREATE TYPE "public"."outreach_status" AS ENUM('pending', 'accepted', 'declined', 'email_failed');--> statement-breakpoint
CREATE TYPE "public"."suppression_reason" AS ENUM('unsubscribed', 'complained', 'bounced', 'removed');--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" "citext" NOT NULL,
	"address_hash" text NOT NULL,
	"state" "invitation_state" DEFAULT 'open' NOT NULL,
	"researcher_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"quiet_until" timestamp with time zone NOT NULL,
	"mailed_at" timestamp with time zone,
	"reminder_due_at" timestamp with time zone,
	"reminder_settled_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"failure" "invitation_failure",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outreach_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"researcher_id" uuid,
	"paper_id" uuid NOT NULL,
	"email" "citext" NOT NULL,
	"address_source" "address_source" NOT NULL,
	"note" text,
	"status" "outreach_status" DEFAULT 'pending' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"address_hash" text PRIMARY KEY NOT NULL,
	"reason" "suppression_reason" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_requests" ADD CONSTRAINT "outreach_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_requests" ADD CONSTRAINT "outreach_requests_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_requests" ADD CONSTRAINT "outreach_requests_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_requests" ADD CONSTRAINT "outreach_requests_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_address" ON "invitations" USING btree ("address_hash","created_at");--> statement-breakpoint
CREATE INDEX "invitations_researcher" ON "invitations" USING btree ("researcher_id");--> statement-breakpoint
CREATE INDEX "invitations_unsent" ON "invitations" USING btree ("created_at") WHERE state = 'open' and mailed_at is null;--> statement-breakpoint
CREATE INDEX "invitations_reminders" ON "invitations" USING btree ("reminder_due_at") WHERE state = 'open' and reminder_settled_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "outreach_requests_once" ON "outreach_requests" USING btree ("user_id","paper_id","email") WHERE status in ('pending', 'accepted');--> statement-breakpoint
CREATE INDEX "outreach_requests_user" ON "outreach_requests" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "outreach_requests_invitation" ON "outreach_requests" USING btree ("invitation_id");--> statement-breakpoint
CREATE INDEX "outreach_requests_email" ON "outreach_requests" USING btree ("email");--> statement-breakpoint
CREATE INDEX "outreach_requests_researcher" ON "outreach_requests" USING btree ("researcher_id");