-- A misspelled common word is like thousands of texts, and each costs a comparison: five hundred are
-- enough to choose from.
CREATE OR REPLACE FUNCTION researchers_like(words text[]) RETURNS TABLE (id uuid, likeness real)
  LANGUAGE sql STABLE PARALLEL SAFE
  SET pg_trgm.word_similarity_threshold = 0.4
  AS $$
    SELECT near.id, (SELECT avg(word_similarity(word, near.search_text)) FROM unnest(words) word)::real
    FROM (
      SELECT r.id, r.search_text FROM researchers r
      WHERE r.standing <> 'hidden' AND words[1] <% r.search_text
        AND NOT EXISTS (SELECT FROM unnest(words[2:]) word WHERE NOT (word <% r.search_text))
      LIMIT 500
    ) near
  $$;
