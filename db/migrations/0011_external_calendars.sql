CREATE TABLE "calendar_feeds" (
	"researcher_id" uuid PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_feeds_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "external_busy" (
	"researcher_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "external_busy_researcher_id_ends_at_pk" PRIMARY KEY("researcher_id","ends_at"),
	CONSTRAINT "external_busy_range" CHECK ("external_busy"."ends_at" > "external_busy"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "external_calendars" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"researcher_id" uuid NOT NULL,
	"url" text NOT NULL,
	"etag" text,
	"last_modified" text,
	"zones" text NOT NULL,
	"covered_until" timestamp with time zone NOT NULL,
	"digest" text NOT NULL,
	"unreadable_events" integer DEFAULT 0 NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"failing_since" timestamp with time zone,
	"flagged_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "external_calendars_researcher" UNIQUE("researcher_id"),
	CONSTRAINT "external_calendars_failing" CHECK (("external_calendars"."failures" > 0) = ("external_calendars"."failing_since" is not null)),
	CONSTRAINT "external_calendars_problem" CHECK (("external_calendars"."problem" is null) = ("external_calendars"."failing_since" is null))
);
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_busy" ADD CONSTRAINT "external_busy_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_calendars" ADD CONSTRAINT "external_calendars_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "external_calendars_due" ON "external_calendars" USING btree ("due_at");