-- A name and other texts as the directory searches them: words in lower case without accents and signs,
-- apostrophes closed up, " | " between the texts. The code points are signs and spaces; + and # stay
-- behind a letter, for C++ and C#.
CREATE FUNCTION search_text_of(name text, parts text[]) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
    SELECT rtrim(regexp_replace(regexp_replace(regexp_replace(
        translate(public.sort_key(normalize(array_to_string(name || parts, E'\u0001'), NFKC)), '''`’ʼ', ''),
        '[\u0002-\u0022\u0024-\u002a\u002c-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u3003\u3008-\u3011]+', ' ', 'g'),
        '(^|[ \u0001])[ +#]+', '\1', 'g'),
        ' *\u0001[ \u0001]*', ' | ', 'g'), ' |')
  $$;
--> statement-breakpoint
-- What a search text can be found by: each word; each word of the name, marked @; the whole name,
-- marked @=; each other whole part, marked =. One index then answers how well a text matches.
CREATE FUNCTION lexemes_of(text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$
    SELECT array_to_tsvector(
      array(SELECT left(word, 100) FROM string_to_table($1, ' ') word WHERE word NOT IN ('', '|'))
      || array(SELECT '@' || left(word, 100) FROM string_to_table(split_part($1, ' | ', 1), ' ') word)
      || ('@=' || left(split_part($1, ' | ', 1), 200))
      || array(SELECT '=' || left(part, 200) FROM unnest((string_to_array($1, ' | '))[2:]) part))
  $$;
--> statement-breakpoint
CREATE FUNCTION word_slips(word text) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$
    SELECT word || array(SELECT DISTINCT left(word, place - 1) || substr(word, place + 1)
      FROM generate_series(1, length(word)) place)
  $$;
--> statement-breakpoint
CREATE TABLE "directory_words" (
	"word" text NOT NULL,
	"slips" text[] GENERATED ALWAYS AS (word_slips(word)) STORED NOT NULL
);
--> statement-breakpoint
DROP INDEX "researchers_rating";--> statement-breakpoint
DROP INDEX "researchers_name";--> statement-breakpoint
DROP INDEX "researchers_field";--> statement-breakpoint
DROP INDEX "researchers_search";--> statement-breakpoint
ALTER TABLE "researchers" ADD COLUMN "search_lexemes" "tsvector" GENERATED ALWAYS AS (lexemes_of(search_text)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "directory_words_word" ON "directory_words" USING btree ("word");--> statement-breakpoint
CREATE INDEX "directory_words_slips" ON "directory_words" USING gin ("slips") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "directory_words_like" ON "directory_words" USING gin ("word" gin_trgm_ops) WITH (fastupdate=false);
--> statement-breakpoint
-- Unclaimed profiles come by name, after the listed ones, whatever the order of those.
CREATE INDEX researchers_order_unclaimed ON researchers (sort_key(name), id) WHERE standing = 'unclaimed';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION researcher_search_text(r researchers) RETURNS text
  LANGUAGE sql STABLE
  AS $$
    SELECT search_text_of(r.name, r.field || r.expertise || r.affiliation || array(
      SELECT p.title FROM paper_authors a JOIN papers p ON p.id = a.paper_id
      WHERE a.researcher_id = r.id ORDER BY p.year DESC NULLS LAST, p.id))
  $$;
--> statement-breakpoint
-- The rows are locked first, so that of two papers that come at once the later one sees the earlier;
-- all in one order, so that the two never wait for each other.
CREATE FUNCTION refresh_search_text(researcher_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM researchers WHERE id = ANY (researcher_ids) ORDER BY id FOR NO KEY UPDATE;
    UPDATE researchers r SET search_text = fresh.text
      FROM (SELECT id, researcher_search_text(researchers) AS text FROM researchers
        WHERE id = ANY (researcher_ids) OFFSET 0) fresh
      WHERE r.id = fresh.id AND r.search_text <> fresh.text;
  END $$;
--> statement-breakpoint
DROP TRIGGER paper_authors_keep_search ON paper_authors;
--> statement-breakpoint
-- Once for each statement: a researcher's thirty papers, stored together, write one text.
CREATE OR REPLACE FUNCTION keep_author_search() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM refresh_search_text(array(SELECT DISTINCT researcher_id FROM changed));
    RETURN NULL;
  END $$;
--> statement-breakpoint
CREATE TRIGGER paper_authors_added AFTER INSERT ON paper_authors
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_author_search();
--> statement-breakpoint
CREATE TRIGGER paper_authors_removed AFTER DELETE ON paper_authors
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_author_search();
--> statement-breakpoint
CREATE TRIGGER paper_authors_moved_from AFTER UPDATE ON paper_authors
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_author_search();
--> statement-breakpoint
CREATE TRIGGER paper_authors_moved_to AFTER UPDATE ON paper_authors
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_author_search();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_paper_search() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM refresh_search_text(array(SELECT researcher_id FROM paper_authors WHERE paper_id = NEW.id));
    RETURN NULL;
  END $$;
--> statement-breakpoint
DROP TRIGGER papers_keep_search ON papers;
--> statement-breakpoint
-- The year decides where among the titles this one stands.
CREATE TRIGGER papers_keep_search AFTER UPDATE OF title, year ON papers
  FOR EACH ROW WHEN (OLD.title <> NEW.title OR OLD.year IS DISTINCT FROM NEW.year)
  EXECUTE FUNCTION keep_paper_search();
--> statement-breakpoint
-- Takes up the words that are not known yet; nobody misspells numbers or words of two letters.
CREATE FUNCTION learn_words(texts text[]) RETURNS void
  LANGUAGE sql
  AS $$
    INSERT INTO directory_words (word)
    SELECT word FROM (
      SELECT DISTINCT word FROM unnest(texts) text, string_to_table(text, ' ') word
      WHERE length(word) BETWEEN 3 AND 40 AND word !~ '^[0-9]+$'
    ) words
    WHERE NOT EXISTS (SELECT FROM directory_words known WHERE known.word = words.word)
  $$;
--> statement-breakpoint
-- Before the triggers and the index: for all at once instead of row by row.
UPDATE researchers SET search_text = researcher_search_text(researchers);
--> statement-breakpoint
SELECT learn_words(array(SELECT search_text FROM researchers WHERE standing <> 'hidden'));
--> statement-breakpoint
CREATE INDEX "researchers_search" ON "researchers" USING gin ("search_lexemes") WITH (fastupdate=false);
--> statement-breakpoint
CREATE FUNCTION learn_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM learn_words(array(SELECT search_text FROM inserted WHERE standing <> 'hidden'));
    RETURN NULL;
  END $$;
--> statement-breakpoint
CREATE TRIGGER researchers_learn_inserted AFTER INSERT ON researchers
  REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION learn_inserted();
--> statement-breakpoint
CREATE FUNCTION learn_updated() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM learn_words(array[NEW.search_text]);
    RETURN NULL;
  END $$;
--> statement-breakpoint
CREATE TRIGGER researchers_learn_updated AFTER UPDATE ON researchers
  FOR EACH ROW WHEN (NEW.standing <> 'hidden'
    AND (OLD.standing = 'hidden' OR OLD.search_text <> NEW.search_text))
  EXECUTE FUNCTION learn_updated();
--> statement-breakpoint
DROP FUNCTION researchers_like(text[]);
--> statement-breakpoint
DROP FUNCTION normalize_search(text);
--> statement-breakpoint
ANALYZE researchers;
