-- Names in an order that knows accents: Ángel stands among the As. Immutable by naming its dictionary,
-- so that an index can be built on it.
CREATE FUNCTION sort_key(text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;
--> statement-breakpoint
-- One index for each order of the directory, on the very expressions that paging compares: rows
-- without a value take part in the comparison instead of falling out of it.
CREATE INDEX researchers_order_next ON researchers (coalesce(next_available_at, 'infinity'), id)
  WHERE standing = 'listed';
--> statement-breakpoint
CREATE INDEX researchers_order_field_next ON researchers (field, coalesce(next_available_at, 'infinity'), id)
  WHERE standing = 'listed';
--> statement-breakpoint
CREATE INDEX researchers_order_rating ON researchers (coalesce(rating_average, 0), rating_count, id)
  WHERE standing = 'listed';
--> statement-breakpoint
CREATE INDEX researchers_order_name ON researchers (sort_key(name), id) WHERE standing = 'listed';
--> statement-breakpoint
-- Researchers whose text holds something like every word, and how like (0 to 1). The longest word
-- should come first: the index looks for it, the others are checked on what it finds. One wrong letter
-- in the middle of a six-letter word leaves 0.43 of its trigrams in a row, hence less than the default 0.6.
CREATE FUNCTION researchers_like(words text[]) RETURNS TABLE (id uuid, likeness real)
  LANGUAGE sql STABLE PARALLEL SAFE
  SET pg_trgm.word_similarity_threshold = 0.4
  AS $$
    SELECT r.id, (SELECT avg(word_similarity(word, r.search_text)) FROM unnest(words) word)::real
    FROM researchers r
    WHERE r.standing <> 'hidden' AND words[1] <% r.search_text
      AND NOT EXISTS (SELECT FROM unnest(words[2:]) word WHERE NOT (word <% r.search_text))
  $$;
