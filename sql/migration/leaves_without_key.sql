-- id: migration/leaves_without_key
-- params: $1 text[] columns of a unique key
-- columns: leaf text
-- locks: none
-- since: 14
-- Partitions of the table that have no unique index over just these columns and all rows.
SELECT i.inhrelid::regclass::text AS leaf FROM pg_inherits i
WHERE i.inhparent = to_regclass({table_literal}) AND NOT EXISTS (
    SELECT FROM pg_index x WHERE x.indrelid = i.inhrelid AND x.indisunique AND x.indisvalid AND x.indpred IS NULL
      AND (SELECT array_agg(a.attname::text ORDER BY k.ord) FROM unnest(x.indkey::int2[]) WITH ORDINALITY k(attnum, ord)
           JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum WHERE k.ord <= x.indnkeyatts) = $1::text[])
ORDER BY 1
