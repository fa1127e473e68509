CREATE TYPE "public"."meeting_state" AS ENUM('reserved', 'wanted', 'creating', 'ready', 'outdated', 'removing', 'removed');--> statement-breakpoint
CREATE TYPE "public"."reminder_kind" AS ENUM('24h', '1h');--> statement-breakpoint
CREATE TYPE "public"."payment_status" AS ENUM('pending', 'completed', 'failed', 'canceled');--> statement-breakpoint
CREATE TYPE "public"."refund_status" AS ENUM('due', 'sent', 'succeeded', 'failed');--> statement-breakpoint
CREATE TYPE "public"."researcher_standing" AS ENUM('listed', 'unclaimed', 'hidden');--> statement-breakpoint
CREATE TYPE "public"."cancel_reason" AS ENUM('hold_expired', 'reader_canceled', 'request_withdrawn', 'request_declined', 'request_unanswered', 'researcher_canceled', 'meeting_unavailable');--> statement-breakpoint
CREATE TYPE "public"."session_state" AS ENUM('held', 'expiring', 'requested', 'confirmed', 'completed', 'canceled');--> statement-breakpoint
CREATE TYPE "public"."mail_token_purpose" AS ENUM('verify_email', 'set_password');--> statement-breakpoint
CREATE TABLE "availability_overrides" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"researcher_id" uuid NOT NULL,
	"date" date NOT NULL,
	"ranges" jsonb NOT NULL,
	CONSTRAINT "availability_overrides_once" UNIQUE("researcher_id","date")
);
--> statement-breakpoint
CREATE TABLE "availability_rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"researcher_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"start_minute" smallint NOT NULL,
	"end_minute" smallint NOT NULL,
	CONSTRAINT "availability_rules_once" UNIQUE("researcher_id","weekday","start_minute","end_minute"),
	CONSTRAINT "availability_rules_weekday" CHECK ("availability_rules"."weekday" between 0 and 6),
	CONSTRAINT "availability_rules_range" CHECK ("availability_rules"."start_minute" >= 0 and "availability_rules"."start_minute" < 1440 and "availability_rules"."end_minute" > "availability_rules"."start_minute" and "availability_rules"."end_minute" <= 2880)
);
--> statement-breakpoint
CREATE TABLE "time_off" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"researcher_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"note" text,
	CONSTRAINT "time_off_range" CHECK ("time_off"."ends_at" > "time_off"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "time_slots" (
	"id" text PRIMARY KEY NOT NULL,
	"researcher_id" uuid NOT NULL,
	"start_time" timestamp with time zone NOT NULL,
	"end_time" timestamp with time zone NOT NULL,
	"available" boolean DEFAULT true NOT NULL,
	"session_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "time_slots_range" CHECK ("time_slots"."end_time" > "time_slots"."start_time"),
	CONSTRAINT "time_slots_claim" CHECK ("time_slots"."available" = ("time_slots"."session_id" is null))
);
--> statement-breakpoint
CREATE TABLE "travel" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"researcher_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"time_zone" text NOT NULL,
	CONSTRAINT "travel_range" CHECK ("travel"."ends_on" >= "travel"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"host_email" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"blocking" boolean DEFAULT true NOT NULL,
	"state" "meeting_state" DEFAULT 'reserved' NOT NULL,
	"zoom_meeting_id" text,
	"join_url" text,
	"claimed_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meetings_zoom_meeting_id_unique" UNIQUE("zoom_meeting_id"),
	CONSTRAINT "meetings_range" CHECK ("meetings"."ends_at" > "meetings"."starts_at"),
	CONSTRAINT "meetings_ready" CHECK ("meetings"."state" <> 'ready' or "meetings"."join_url" is not null)
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"kind" "reminder_kind" NOT NULL,
	"session_starts_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reminders_once" UNIQUE("session_id","kind","session_starts_at")
);
--> statement-breakpoint
CREATE TABLE "sent_mails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"recipient" "citext" NOT NULL,
	"session_id" uuid,
	"provider_id" text,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sent_mails_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"message" text NOT NULL,
	"subject_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"resolved_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alerts_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"type" text NOT NULL,
	"object_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "paper_authors" (
	"paper_id" uuid NOT NULL,
	"researcher_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL,
	CONSTRAINT "paper_authors_paper_id_researcher_id_pk" PRIMARY KEY("paper_id","researcher_id")
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"title" text NOT NULL,
	"doi" "citext",
	"openalex_id" text,
	"year" smallint,
	"venue" text,
	"is_retracted" boolean DEFAULT false NOT NULL,
	"author_names" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "papers_doi_unique" UNIQUE("doi"),
	CONSTRAINT "papers_openalex_id_unique" UNIQUE("openalex_id")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"session_id" uuid,
	"attempt" smallint DEFAULT 1 NOT NULL,
	"amount_cents" integer NOT NULL,
	"currency" char(3) DEFAULT 'usd' NOT NULL,
	"status" "payment_status" DEFAULT 'pending' NOT NULL,
	"failure_code" text,
	"transaction_id" text,
	"charge_id" text,
	"receipt_url" text,
	"captured_cents" integer DEFAULT 0 NOT NULL,
	"refunded_cents" integer DEFAULT 0 NOT NULL,
	"paid_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_transaction_id_unique" UNIQUE("transaction_id"),
	CONSTRAINT "payments_charge_id_unique" UNIQUE("charge_id"),
	CONSTRAINT "payments_attempt" UNIQUE("session_id","attempt"),
	CONSTRAINT "payments_amount" CHECK ("payments"."amount_cents" > 0),
	CONSTRAINT "payments_refund_within_capture" CHECK ("payments"."refunded_cents" >= 0 and "payments"."refunded_cents" <= "payments"."captured_cents")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"payment_id" uuid NOT NULL,
	"amount_cents" integer NOT NULL,
	"key" text NOT NULL,
	"reason" text NOT NULL,
	"status" "refund_status" DEFAULT 'due' NOT NULL,
	"transaction_id" text,
	"failure_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_key_unique" UNIQUE("key"),
	CONSTRAINT "refunds_transaction_id_unique" UNIQUE("transaction_id"),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "researchers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"email" "citext",
	"bio" text,
	"position" text,
	"affiliation" text,
	"field" text,
	"expertise" text[] DEFAULT '{}'::text[] NOT NULL,
	"achievements" text[] DEFAULT '{}'::text[] NOT NULL,
	"rate_cents" integer,
	"verified" boolean DEFAULT false NOT NULL,
	"verified_by" text,
	"verified_at" timestamp with time zone,
	"avatar_url" text,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"orcid" "citext",
	"openalex_id" text,
	"standing" "researcher_standing" DEFAULT 'hidden' NOT NULL,
	"payout_country" char(2),
	"requires_acceptance" boolean DEFAULT false NOT NULL,
	"session_minutes" smallint DEFAULT 60 NOT NULL,
	"step_minutes" smallint DEFAULT 60 NOT NULL,
	"buffer_before_minutes" smallint DEFAULT 0 NOT NULL,
	"buffer_after_minutes" smallint DEFAULT 0 NOT NULL,
	"minimum_notice_minutes" integer DEFAULT 1440 NOT NULL,
	"window_days" smallint DEFAULT 60 NOT NULL,
	"daily_maximum" smallint,
	"next_available_at" timestamp with time zone,
	"rating_average" real,
	"rating_count" integer DEFAULT 0 NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "researchers_user_id_unique" UNIQUE("user_id"),
	CONSTRAINT "researchers_slug_unique" UNIQUE("slug"),
	CONSTRAINT "researchers_orcid_unique" UNIQUE("orcid"),
	CONSTRAINT "researchers_openalex_id_unique" UNIQUE("openalex_id"),
	CONSTRAINT "researchers_rate_range" CHECK ("researchers"."rate_cents" between 2000 and 200000),
	CONSTRAINT "researchers_listed_complete" CHECK ("researchers"."standing" <> 'listed' or ("researchers"."rate_cents" is not null and "researchers"."user_id" is not null and "researchers"."email" is not null)),
	CONSTRAINT "researchers_session_length" CHECK ("researchers"."session_minutes" between 15 and 480),
	CONSTRAINT "researchers_step" CHECK ("researchers"."step_minutes" between 5 and 480),
	CONSTRAINT "researchers_notice_by_request" CHECK (not "researchers"."requires_acceptance" or "researchers"."minimum_notice_minutes" >= 1440)
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"researcher_id" uuid NOT NULL,
	"reader_id" uuid NOT NULL,
	"rating" smallint NOT NULL,
	"text" text,
	"reply" text,
	"replied_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviews_session_id_unique" UNIQUE("session_id"),
	CONSTRAINT "reviews_rating" CHECK ("reviews"."rating" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reader_id" uuid NOT NULL,
	"researcher_id" uuid NOT NULL,
	"time_slot_id" text NOT NULL,
	"paper_id" uuid,
	"questions" text,
	"state" "session_state" NOT NULL,
	"cancel_reason" "cancel_reason",
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"price_cents" integer NOT NULL,
	"currency" char(3) DEFAULT 'usd' NOT NULL,
	"requires_acceptance" boolean NOT NULL,
	"cancellation_window_minutes" integer NOT NULL,
	"hold_expires_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"answer_by" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"canceled_at" timestamp with time zone,
	"decline_reason" text,
	"calendar_sequence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_range" CHECK ("sessions"."ends_at" > "sessions"."starts_at"),
	CONSTRAINT "sessions_price" CHECK ("sessions"."price_cents" > 0),
	CONSTRAINT "sessions_canceled_reason" CHECK ("sessions"."state" <> 'canceled' or "sessions"."cancel_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "api_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"refresh_hash" text NOT NULL,
	"previous_refresh_hash" text,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_grants_refresh_hash_unique" UNIQUE("refresh_hash"),
	CONSTRAINT "api_grants_previous_refresh_hash_unique" UNIQUE("previous_refresh_hash")
);
--> statement-breakpoint
CREATE TABLE "mail_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" "mail_token_purpose" NOT NULL,
	"secret_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_tokens_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"email" "citext" NOT NULL,
	"password_hash" text,
	"email_verified_at" timestamp with time zone,
	"is_admin" boolean DEFAULT false NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"stripe_customer_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_stripe_customer_id_unique" UNIQUE("stripe_customer_id")
);
--> statement-breakpoint
ALTER TABLE "availability_overrides" ADD CONSTRAINT "availability_overrides_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "availability_rules" ADD CONSTRAINT "availability_rules_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_slots" ADD CONSTRAINT "time_slots_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "travel" ADD CONSTRAINT "travel_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sent_mails" ADD CONSTRAINT "sent_mails_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_authors" ADD CONSTRAINT "paper_authors_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_authors" ADD CONSTRAINT "paper_authors_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "researchers" ADD CONSTRAINT "researchers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_reader_id_users_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_reader_id_users_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_grants" ADD CONSTRAINT "api_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_tokens" ADD CONSTRAINT "mail_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "time_off_researcher" ON "time_off" USING btree ("researcher_id","ends_at");--> statement-breakpoint
CREATE INDEX "time_slots_busy" ON "time_slots" USING btree ("researcher_id","end_time") WHERE not available;--> statement-breakpoint
CREATE INDEX "time_slots_session" ON "time_slots" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "travel_researcher" ON "travel" USING btree ("researcher_id","ends_on");--> statement-breakpoint
CREATE INDEX "meetings_unsettled" ON "meetings" USING btree ("starts_at") WHERE state in ('wanted', 'creating', 'outdated', 'removing');--> statement-breakpoint
CREATE INDEX "reminders_due" ON "reminders" USING btree ("due_at") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "sent_mails_session" ON "sent_mails" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "alerts_open" ON "alerts" USING btree ("created_at") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "outbox" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "paper_authors_researcher" ON "paper_authors" USING btree ("researcher_id");--> statement-breakpoint
CREATE INDEX "payments_user" ON "payments" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "payments_open" ON "payments" USING btree ("created_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "refunds_payment" ON "refunds" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "refunds_open" ON "refunds" USING btree ("created_at") WHERE status in ('due', 'sent');--> statement-breakpoint
CREATE INDEX "researchers_search" ON "researchers" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "researchers_next_available" ON "researchers" USING btree ("next_available_at","id") WHERE standing = 'listed';--> statement-breakpoint
CREATE INDEX "researchers_rate" ON "researchers" USING btree ("rate_cents","id") WHERE standing = 'listed';--> statement-breakpoint
CREATE INDEX "researchers_rating" ON "researchers" USING btree ("rating_average","id") WHERE standing = 'listed';--> statement-breakpoint
CREATE INDEX "researchers_name" ON "researchers" USING btree ("name","id") WHERE standing = 'listed';--> statement-breakpoint
CREATE INDEX "researchers_field" ON "researchers" USING btree ("field") WHERE standing = 'listed';--> statement-breakpoint
CREATE INDEX "reviews_researcher" ON "reviews" USING btree ("researcher_id","created_at");--> statement-breakpoint
CREATE INDEX "sessions_reader" ON "sessions" USING btree ("reader_id","starts_at");--> statement-breakpoint
CREATE INDEX "sessions_researcher" ON "sessions" USING btree ("researcher_id","starts_at");--> statement-breakpoint
CREATE INDEX "sessions_holds" ON "sessions" USING btree ("hold_expires_at") WHERE state in ('held', 'expiring');--> statement-breakpoint
CREATE INDEX "sessions_requests" ON "sessions" USING btree ("answer_by") WHERE state = 'requested';--> statement-breakpoint
CREATE INDEX "sessions_confirmed" ON "sessions" USING btree ("ends_at") WHERE state = 'confirmed';--> statement-breakpoint
CREATE INDEX "sessions_paper" ON "sessions" USING btree ("paper_id");--> statement-breakpoint
CREATE INDEX "api_grants_user" ON "api_grants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mail_tokens_user" ON "mail_tokens" USING btree ("user_id","purpose");