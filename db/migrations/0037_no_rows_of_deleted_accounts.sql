-- What was under way when an account was deleted must not write its person back: a row that hangs on a
-- deleted account or a removed profile is refused. The look waits for a deletion that is under way.
CREATE FUNCTION refuse_row_of_deleted_account() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    is_gone boolean;
  BEGIN
    SELECT deleted_at IS NOT NULL INTO is_gone FROM users
      WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid FOR KEY SHARE;
    IF is_gone THEN
      RAISE EXCEPTION 'the account was deleted' USING ERRCODE = '23503', CONSTRAINT = 'account_deleted';
    END IF;
    RETURN NEW;
  END $$;
--> statement-breakpoint
CREATE FUNCTION refuse_row_of_removed_profile() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    is_gone boolean;
  BEGIN
    SELECT removed_at IS NOT NULL INTO is_gone FROM researchers WHERE id = NEW.researcher_id FOR KEY SHARE;
    IF is_gone THEN
      RAISE EXCEPTION 'the profile was removed' USING ERRCODE = '23503', CONSTRAINT = 'account_deleted';
    END IF;
    RETURN NEW;
  END $$;
--> statement-breakpoint
DO $$
  DECLARE
    rows_of record;
  BEGIN
    -- Not memberships and payments: what Stripe has is written down, whoever is gone.
    FOR rows_of IN SELECT * FROM (VALUES ('api_grants', 'user_id'), ('mail_tokens', 'user_id'),
        ('muted_mails', 'user_id'), ('outreach_requests', 'user_id'), ('researchers', 'user_id'),
        ('reviews', 'reader_id'), ('sessions', 'reader_id'), ('subscription_attempts', 'user_id')
      ) AS t (name, owner)
    LOOP
      EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_row_of_deleted_account(%L)',
        rows_of.name || '_owner_is_there', rows_of.name, rows_of.owner);
    END LOOP;
    FOR rows_of IN SELECT unnest(ARRAY['address_claims', 'availability_overrides', 'availability_rules',
        'avatars', 'calendar_feeds', 'external_calendars', 'match_candidates', 'paper_authors',
        'payout_accounts', 'profile_facts', 'time_off', 'travel', 'verification_proofs']) AS name
    LOOP
      EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION refuse_row_of_removed_profile()',
        rows_of.name || '_profile_is_there', rows_of.name);
    END LOOP;
  END $$;
--> statement-breakpoint
CREATE TRIGGER author_records_profile_is_there BEFORE INSERT OR UPDATE OF researcher_id ON author_records
  FOR EACH ROW WHEN (NEW.researcher_id IS NOT NULL) EXECUTE FUNCTION refuse_row_of_removed_profile();
