-- id: pace/busiest_relations
-- params: $1 oid of the table, $2 name schema of its copy, $3 name of its copy
-- columns: relation oid
-- locks: none
-- since: 14
-- The tables and indexes whose pages are asked for most, but for what the migration itself reads and writes.
WITH ours AS (
    SELECT $1::oid AS oid
    UNION ALL SELECT t.reltoastrelid FROM pg_class t WHERE t.oid = $1::oid
    UNION ALL SELECT i.inhrelid FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace n ON n.oid = p.relnamespace
              WHERE n.nspname = $2::name AND p.relname = $3::name)
SELECT c.oid AS relation
FROM pg_class c LEFT JOIN pg_index x ON x.indexrelid = c.oid
WHERE c.relkind IN ('r', 'm', 't', 'i') AND c.relpersistence = 'p'
  AND c.relnamespace NOT IN (SELECT n.oid FROM pg_namespace n WHERE n.nspname IN ('pg_catalog', 'information_schema', 'parterre'))
  AND NOT EXISTS (SELECT FROM ours o WHERE o.oid = c.oid OR (o.oid = x.indrelid AND o.oid <> $1::oid))
  AND pg_stat_get_blocks_fetched(c.oid) > 0
ORDER BY pg_stat_get_blocks_fetched(c.oid) DESC LIMIT 20
