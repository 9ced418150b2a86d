-- id: archive/leftovers
-- params: $1 oid of the table, $2 oid of its archive, $3 text the CHECK's name
-- columns: schema name, name name, index name, tail text
-- locks: none
-- since: 14
-- Of a runner that died while it made a partition ready: its CHECK, and invalid indexes, some of which it was building.
WITH leaves AS (SELECT p.relid AS oid FROM unnest(ARRAY[$1::oid, $2::oid]) r(oid) CROSS JOIN LATERAL pg_partition_tree(r.oid) p WHERE p.isleaf)
SELECT n.nspname AS schema, c.relname AS name, ''::name AS index, '' AS tail
FROM leaves l JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_constraint k ON k.conrelid = c.oid
WHERE k.contype = 'c' AND k.conname = $3::text
UNION ALL
SELECT n.nspname, c.relname, x.relname, substr(d.text, strpos(d.text, ' USING ') + 7)
FROM leaves l JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid
CROSS JOIN LATERAL pg_get_indexdef(i.indexrelid) d(text)
WHERE NOT i.indisvalid AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
