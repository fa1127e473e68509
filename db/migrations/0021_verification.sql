CREATE TYPE "public"."proof_kind" AS ENUM('institution_email', 'orcid');--> statement-breakpoint
CREATE TABLE "address_claims" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"researcher_id" uuid NOT NULL,
	"address" "citext" NOT NULL,
	"domain" text NOT NULL,
	"ror_id" text NOT NULL,
	"institution" text NOT NULL,
	"affiliation" text NOT NULL,
	"secret_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "address_claims_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "verification_proofs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"researcher_id" uuid NOT NULL,
	"kind" "proof_kind" NOT NULL,
	"subject" text NOT NULL,
	"evidence" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"proved_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "orcid" "citext";--> statement-breakpoint
ALTER TABLE "address_claims" ADD CONSTRAINT "address_claims_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification_proofs" ADD CONSTRAINT "verification_proofs_researcher_id_researchers_id_fk" FOREIGN KEY ("researcher_id") REFERENCES "public"."researchers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "address_claims_researcher" ON "address_claims" USING btree ("researcher_id","created_at");--> statement-breakpoint
CREATE INDEX "address_claims_address" ON "address_claims" USING btree ("address","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "verification_proofs_live" ON "verification_proofs" USING btree ("researcher_id","kind") WHERE ended_at is null;--> statement-breakpoint
-- What was proved before proofs were rows.
INSERT INTO verification_proofs (researcher_id, kind, subject, evidence, proved_at)
  SELECT id, verified_by::proof_kind, CASE verified_by WHEN 'orcid' THEN orcid::text ELSE affiliation END, '{}',
    coalesce(verified_at, updated_at)
  FROM researchers
  WHERE verified AND (verified_by = 'orcid' AND orcid IS NOT NULL
    OR verified_by = 'institution_email' AND affiliation IS NOT NULL);--> statement-breakpoint
UPDATE researchers SET verified = false
  WHERE verified AND NOT EXISTS (SELECT FROM verification_proofs WHERE researcher_id = researchers.id);--> statement-breakpoint
ALTER TABLE "researchers" DROP COLUMN "verified_by";--> statement-breakpoint
ALTER TABLE "researchers" DROP COLUMN "verified_at";--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_orcid_unique" UNIQUE("orcid");--> statement-breakpoint
-- `verified` says that a proof stands, and nothing else: whatever is written there, this is what it becomes.
CREATE FUNCTION keep_verified() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.verified := EXISTS (
      SELECT FROM verification_proofs WHERE researcher_id = NEW.id AND ended_at IS NULL);
    RETURN NEW;
  END $$;
--> statement-breakpoint
CREATE TRIGGER researchers_verified BEFORE INSERT OR UPDATE OF verified ON researchers
  FOR EACH ROW EXECUTE FUNCTION keep_verified();
--> statement-breakpoint
CREATE FUNCTION tell_verified() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    proved uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.researcher_id ELSE NEW.researcher_id END;
  BEGIN
    UPDATE researchers SET verified = NOT verified
      WHERE id = proved AND verified <> EXISTS (
        SELECT FROM verification_proofs WHERE researcher_id = proved AND ended_at IS NULL);
    RETURN NULL;
  END $$;
--> statement-breakpoint
CREATE TRIGGER verification_proofs_tell AFTER INSERT OR DELETE OR UPDATE OF ended_at ON verification_proofs
  FOR EACH ROW EXECUTE FUNCTION tell_verified();
--> statement-breakpoint
-- A proof is of this person under this name; of an address also at this place, of an iD also with this iD.
CREATE FUNCTION end_proofs_of_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE verification_proofs SET ended_at = now()
      WHERE researcher_id = NEW.id AND ended_at IS NULL AND (
        NEW.user_id IS DISTINCT FROM OLD.user_id
        OR NEW.name <> OLD.name
        OR kind = 'institution_email' AND NEW.affiliation IS DISTINCT FROM OLD.affiliation
        OR kind = 'orcid' AND NEW.orcid IS DISTINCT FROM subject::citext);
    RETURN NULL;
  END $$;
--> statement-breakpoint
CREATE TRIGGER researchers_end_proofs AFTER UPDATE OF user_id, name, affiliation, orcid ON researchers
  FOR EACH ROW EXECUTE FUNCTION end_proofs_of_changed();
--> statement-breakpoint
-- An iD that stood on one paper's byline proves nothing once that paper is no longer the researcher's.
CREATE FUNCTION end_proofs_of_paper() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE verification_proofs SET ended_at = now()
      WHERE researcher_id = OLD.researcher_id AND ended_at IS NULL
        AND evidence ->> 'paper_id' = OLD.paper_id::text
        AND NOT EXISTS (SELECT FROM paper_authors
          WHERE paper_id = OLD.paper_id AND researcher_id = OLD.researcher_id);
    RETURN NULL;
  END $$;
--> statement-breakpoint
CREATE TRIGGER paper_authors_end_proofs AFTER DELETE OR UPDATE OF paper_id, researcher_id ON paper_authors
  FOR EACH ROW EXECUTE FUNCTION end_proofs_of_paper();
