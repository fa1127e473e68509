CREATE TYPE "public"."profile_proof" AS ENUM('known_address', 'institution', 'admin');--> statement-breakpoint
CREATE TYPE "public"."profile_request_kind" AS ENUM('claim', 'removal');--> statement-breakpoint
CREATE TYPE "public"."profile_request_state" AS ENUM('asked', 'waiting', 'granted', 'done', 'refused', 'ended');--> statement-breakpoint
CREATE TYPE "public"."registration_step" AS ENUM('profile', 'rate', 'hours');--> statement-breakpoint
CREATE TABLE "profile_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" "profile_request_kind" NOT NULL,
	"state" "profile_request_state" DEFAULT 'asked' NOT NULL,
	"researcher_id" uuid,
	"email" "citext",
	"applicant_id" uuid,
	"proof" "profile_proof",
	"expires_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registration_steps" (
	"email" "citext" NOT NULL,
	"step" "registration_step" NOT NULL,
	"values" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "registration_steps_email_step_pk" PRIMARY KEY("email","step")
);
--> statement-breakpoint
CREATE TABLE "removed_people" (
	"identity_hash" text PRIMARY KEY NOT NULL,
	"removed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "researchers" ADD COLUMN "time_zone_assumed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "researchers" ADD COLUMN "terms_version" text;--> statement-breakpoint
ALTER TABLE "researchers" ADD COLUMN "terms_accepted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "profile_requests" ADD CONSTRAINT "profile_requests_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_requests" ADD CONSTRAINT "profile_requests_applicant_id_researchers_id_fk" FOREIGN KEY ("applicant_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_requests" ADD CONSTRAINT "profile_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "profile_requests_researcher" ON "profile_requests" USING btree ("researcher_id");--> statement-breakpoint
CREATE INDEX "profile_requests_applicant" ON "profile_requests" USING btree ("applicant_id");--> statement-breakpoint
CREATE INDEX "profile_requests_email" ON "profile_requests" USING btree ("email","created_at");--> statement-breakpoint
CREATE INDEX "profile_requests_waiting" ON "profile_requests" USING btree ("created_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "profile_requests_one_removal" ON "profile_requests" USING btree ("email") WHERE kind = 'removal' and state = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "profile_requests_one_claim" ON "profile_requests" USING btree ("email","researcher_id") WHERE kind = 'claim' and state in ('waiting', 'granted');--> statement-breakpoint
CREATE INDEX "registration_steps_saved" ON "registration_steps" USING btree ("saved_at");