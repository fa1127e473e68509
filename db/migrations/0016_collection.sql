CREATE TYPE "public"."candidate_state" AS ENUM('proposed', 'confirmed', 'rejected');--> statement-breakpoint
CREATE TYPE "public"."collection_kind" AS ENUM('researcher', 'institution');--> statement-breakpoint
CREATE TYPE "public"."collection_source" AS ENUM('openalex', 'crossref', 'semantic_scholar', 'orcid', 'ror');--> statement-breakpoint
CREATE TYPE "public"."collection_source_state" AS ENUM('waiting', 'running', 'done', 'skipped', 'failed');--> statement-breakpoint
CREATE TYPE "public"."collection_state" AS ENUM('waiting', 'running', 'done', 'failed');--> statement-breakpoint
CREATE TYPE "public"."record_outcome" AS ENUM('created', 'linked', 'undecided', 'removed');--> statement-breakpoint
CREATE TABLE "author_records" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"source" "collection_source" NOT NULL,
	"source_id" text NOT NULL,
	"author" jsonb NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"researcher_id" uuid,
	"linked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "author_records_origin" UNIQUE("source","source_id")
);
--> statement-breakpoint
CREATE TABLE "collection_jobs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" "collection_kind" NOT NULL,
	"state" "collection_state" DEFAULT 'waiting' NOT NULL,
	"key" text NOT NULL,
	"input" jsonb NOT NULL,
	"researcher_id" uuid,
	"organization" jsonb,
	"requested_by" uuid,
	"run" smallint DEFAULT 1 NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "collection_records" (
	"job_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"outcome" "record_outcome",
	CONSTRAINT "collection_records_job_id_record_id_pk" PRIMARY KEY("job_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "collection_sources" (
	"job_id" uuid NOT NULL,
	"source" "collection_source" NOT NULL,
	"state" "collection_source_state" DEFAULT 'waiting' NOT NULL,
	"found" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"cursor" text,
	"note" text,
	"retry_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "collection_sources_job_id_source_pk" PRIMARY KEY("job_id","source")
);
--> statement-breakpoint
CREATE TABLE "match_candidates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"record_id" uuid NOT NULL,
	"researcher_id" uuid NOT NULL,
	"job_id" uuid,
	"evidence" jsonb NOT NULL,
	"state" "candidate_state" DEFAULT 'proposed' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "match_candidates_pair" UNIQUE("record_id","researcher_id")
);
--> statement-breakpoint
CREATE TABLE "profile_facts" (
	"researcher_id" uuid NOT NULL,
	"field" text NOT NULL,
	"value" jsonb NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "profile_facts_researcher_id_field_pk" PRIMARY KEY("researcher_id","field")
);
--> statement-breakpoint
CREATE TABLE "source_turns" (
	"source" "collection_source" PRIMARY KEY NOT NULL,
	"free_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "author_records" ADD CONSTRAINT "author_records_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_jobs" ADD CONSTRAINT "collection_jobs_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_records" ADD CONSTRAINT "collection_records_job_id_collection_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."collection_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_records" ADD CONSTRAINT "collection_records_record_id_author_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."author_records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_sources" ADD CONSTRAINT "collection_sources_job_id_collection_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."collection_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_candidates" ADD CONSTRAINT "match_candidates_record_id_author_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."author_records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_candidates" ADD CONSTRAINT "match_candidates_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_candidates" ADD CONSTRAINT "match_candidates_job_id_collection_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."collection_jobs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_candidates" ADD CONSTRAINT "match_candidates_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_facts" ADD CONSTRAINT "profile_facts_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "author_records_researcher" ON "author_records" USING btree ("researcher_id");--> statement-breakpoint
CREATE UNIQUE INDEX "collection_jobs_under_way" ON "collection_jobs" USING btree ("key") WHERE state in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "collection_jobs_key" ON "collection_jobs" USING btree ("key","created_at");--> statement-breakpoint
CREATE INDEX "collection_jobs_latest" ON "collection_jobs" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "collection_records_record" ON "collection_records" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "match_candidates_researcher" ON "match_candidates" USING btree ("researcher_id");--> statement-breakpoint
CREATE INDEX "match_candidates_open" ON "match_candidates" USING btree ("created_at","id") WHERE state = 'proposed';