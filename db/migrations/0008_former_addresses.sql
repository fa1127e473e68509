-- An address stays with its profile: a slug that was changed keeps leading there, and nobody else can
-- take it. Runs after the row is written, when a writer of the same slug has been waited for.
CREATE FUNCTION keep_former_slug() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM former_slugs WHERE slug = NEW.slug AND researcher_id = NEW.id;
    IF EXISTS (SELECT FROM former_slugs WHERE slug = NEW.slug) THEN
      RAISE unique_violation USING CONSTRAINT = 'former_slugs_pkey',
        MESSAGE = 'the slug belongs to another researcher''s former address';
    END IF;
    IF TG_OP = 'UPDATE' THEN
      INSERT INTO former_slugs (slug, researcher_id)
        SELECT OLD.slug, NEW.id WHERE OLD.slug <> NEW.slug;
    END IF;
    RETURN NULL;
  END $$;
--> statement-breakpoint
CREATE TRIGGER researchers_keep_former_slug AFTER INSERT OR UPDATE OF slug ON researchers
  FOR EACH ROW EXECUTE FUNCTION keep_former_slug();
