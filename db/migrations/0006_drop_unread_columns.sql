ALTER TABLE "api_grants" DROP CONSTRAINT "api_grants_previous_refresh_hash_unique";--> statement-breakpoint
ALTER TABLE "alerts" DROP COLUMN "subject_id";--> statement-breakpoint
ALTER TABLE "api_grants" DROP COLUMN "previous_refresh_hash";--> statement-breakpoint
ALTER TABLE "api_grants" DROP COLUMN "last_used_at";