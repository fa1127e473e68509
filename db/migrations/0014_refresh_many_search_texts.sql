CREATE FUNCTION search_text_with(r researchers, titles text[]) RETURNS text
  LANGUAGE sql IMMUTABLE
  AS $$ SELECT search_text_of(r.name, r.field || r.expertise || r.affiliation || titles) $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION researcher_search_text(r researchers) RETURNS text
  LANGUAGE sql STABLE
  AS $$
    SELECT search_text_with(r, array(
      SELECT p.title FROM paper_authors a JOIN papers p ON p.id = a.paper_id
      WHERE a.researcher_id = r.id ORDER BY p.year DESC NULLS LAST, p.id))
  $$;
--> statement-breakpoint
-- All titles in one go: a look for each researcher takes as long as the table is, while PostgreSQL
-- does not know yet how long it has become.
CREATE OR REPLACE FUNCTION refresh_search_text(researcher_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM researchers WHERE id = ANY (researcher_ids) ORDER BY id FOR NO KEY UPDATE;
    UPDATE researchers SET search_text = fresh.text
      FROM (
        SELECT r.id, search_text_with(r, coalesce(titled.titles, '{}')) AS text
        FROM researchers r LEFT JOIN (
          SELECT a.researcher_id, array_agg(p.title ORDER BY p.year DESC NULLS LAST, p.id) AS titles
          FROM paper_authors a JOIN papers p ON p.id = a.paper_id
          WHERE a.researcher_id = ANY (researcher_ids)
          GROUP BY a.researcher_id
        ) titled ON titled.researcher_id = r.id
        WHERE r.id = ANY (researcher_ids)
        OFFSET 0
      ) fresh
      WHERE researchers.id = fresh.id AND researchers.search_text <> fresh.text;
  END $$;
