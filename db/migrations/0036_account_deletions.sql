ALTER TYPE "public"."mail_token_purpose" ADD VALUE 'delete_account';--> statement-breakpoint
CREATE TABLE "account_deletions" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"email" "citext",
	"deleted_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "account_deletions_forgotten" CHECK ("account_deletions"."finished_at" is null or "account_deletions"."email" is null)
);
--> statement-breakpoint
ALTER TABLE "researchers" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "account_deletions" ADD CONSTRAINT "account_deletions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_deletions_open" ON "account_deletions" USING btree ("deleted_at") WHERE finished_at is null;--> statement-breakpoint
ALTER TABLE "researchers" ADD CONSTRAINT "researchers_removed_nameless" CHECK ("researchers"."removed_at" is null or ("researchers"."standing" = 'hidden' and "researchers"."name" = 'Former researcher' and "researchers"."slug" = 'former-' || "researchers"."id" and "researchers"."time_zone" = 'UTC' and "researchers"."expertise" = '{}' and "researchers"."achievements" = '{}' and num_nonnulls("researchers"."email", "researchers"."bio", "researchers"."position", "researchers"."affiliation", "researchers"."field", "researchers"."avatar_url", "researchers"."orcid", "researchers"."openalex_id", "researchers"."payout_country") = 0));--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_deleted_nameless" CHECK ("users"."deleted_at" is null or ("users"."name" = 'Former reader' and "users"."email"::text = 'deleted:' || "users"."id" and "users"."password_hash" is null and "users"."email_verified_at" is null and "users"."orcid" is null and "users"."time_zone" = 'UTC' and not "users"."is_admin"));