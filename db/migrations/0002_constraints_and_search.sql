-- The last word on double booking: no two live sessions of a researcher, nor of a reader, overlap.
ALTER TABLE sessions ADD CONSTRAINT sessions_researcher_overlap
  EXCLUDE USING gist (researcher_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (state IN ('held', 'expiring', 'requested', 'confirmed'));
--> statement-breakpoint
ALTER TABLE sessions ADD CONSTRAINT sessions_reader_overlap
  EXCLUDE USING gist (reader_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (state IN ('held', 'expiring', 'requested', 'confirmed'));
--> statement-breakpoint
ALTER TABLE meetings ADD CONSTRAINT meetings_host_overlap
  EXCLUDE USING gist (host_email WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (blocking);
--> statement-breakpoint
-- A claimed slot belongs to one live session only.
CREATE UNIQUE INDEX time_slots_one_per_session ON time_slots (session_id) WHERE session_id IS NOT NULL;
--> statement-breakpoint
-- One paid payment for each session: a second capture is refunded before it is recorded as completed.
CREATE UNIQUE INDEX payments_one_capture ON payments (session_id)
  WHERE status = 'completed' AND refunded_cents < captured_cents;
--> statement-breakpoint
CREATE FUNCTION normalize_search(text) RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT lower(unaccent($1)) $$;
--> statement-breakpoint
CREATE FUNCTION researcher_search_text(r researchers) RETURNS text
  LANGUAGE sql STABLE
  AS $$
    SELECT normalize_search(concat_ws(' | ', r.name, array_to_string(r.expertise, ', '), r.field,
      r.affiliation, (SELECT string_agg(p.title, ' | ' ORDER BY p.year DESC NULLS LAST, p.id)
        FROM paper_authors a JOIN papers p ON p.id = a.paper_id WHERE a.researcher_id = r.id)))
  $$;
--> statement-breakpoint
CREATE FUNCTION keep_researcher_search() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.search_text := researcher_search_text(NEW);
    RETURN NEW;
  END $$;
--> statement-breakpoint
CREATE TRIGGER researchers_keep_search
  BEFORE INSERT OR UPDATE OF name, expertise, field, affiliation ON researchers
  FOR EACH ROW EXECUTE FUNCTION keep_researcher_search();
--> statement-breakpoint
CREATE FUNCTION keep_author_search() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE researchers r SET search_text = researcher_search_text(r)
      WHERE r.id IN (OLD.researcher_id, NEW.researcher_id);
    RETURN NULL;
  END $$;
--> statement-breakpoint
CREATE TRIGGER paper_authors_keep_search AFTER INSERT OR UPDATE OR DELETE ON paper_authors
  FOR EACH ROW EXECUTE FUNCTION keep_author_search();
--> statement-breakpoint
CREATE FUNCTION keep_paper_search() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE researchers r SET search_text = researcher_search_text(r)
      WHERE r.id IN (SELECT researcher_id FROM paper_authors WHERE paper_id = NEW.id);
    RETURN NULL;
  END $$;
--> statement-breakpoint
CREATE TRIGGER papers_keep_search AFTER UPDATE OF title ON papers
  FOR EACH ROW EXECUTE FUNCTION keep_paper_search();
