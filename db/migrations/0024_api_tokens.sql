ALTER TABLE "api_grants" ALTER COLUMN "refresh_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "api_grants" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "api_grants" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_grants" ADD CONSTRAINT "api_grants_kind" CHECK (("api_grants"."name" is null) <> ("api_grants"."refresh_hash" is null));