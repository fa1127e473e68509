CREATE TYPE "public"."optional_mail" AS ENUM('reminder_24h', 'reminder_1h', 'review_request', 'review_reply', 'researcher_joined', 'membership_ended', 'review_received', 'payout_sent');--> statement-breakpoint
CREATE TABLE "muted_mails" (
	"user_id" uuid NOT NULL,
	"kind" "optional_mail" NOT NULL,
	"muted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "muted_mails_user_id_kind_pk" PRIMARY KEY("user_id","kind")
);
--> statement-breakpoint
ALTER TABLE "muted_mails" ADD CONSTRAINT "muted_mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;