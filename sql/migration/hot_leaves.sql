-- id: migration/hot_leaves
-- params: $1 text[] partitions, the newest first
-- columns: name text
-- locks: none
-- since: 14
-- The newest partitions that fit, with their indexes, into a quarter of the buffers: more would push out what others use.
SELECT h.name FROM (
    SELECT l.name, l.n, sum(pg_table_size(l.name::regclass) + pg_indexes_size(l.name::regclass)) OVER (ORDER BY l.n) AS bytes
    FROM unnest($1::text[]) WITH ORDINALITY l(name, n)) h
WHERE h.bytes <= (SELECT s.setting::bigint FROM pg_settings s WHERE s.name = 'shared_buffers') * current_setting('block_size')::bigint / 4
  AND to_regprocedure({prewarm_literal} || '(regclass,text,text,bigint,bigint)') IS NOT NULL
ORDER BY h.n
