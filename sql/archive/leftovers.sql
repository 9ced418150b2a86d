-- id: archive/leftovers
-- params: $1 oid of the table, $2 oid of its archive, $3 text the CHECK's name
-- columns: schema name, name name, index text
-- locks: none
-- since: 14
-- Of a runner that died while it made a partition ready: its CHECK, and indexes that it was building.
WITH leaves AS (SELECT p.relid AS oid FROM unnest(ARRAY[$1::oid, $2::oid]) r(oid) CROSS JOIN LATERAL pg_partition_tree(r.oid) p WHERE p.isleaf)
SELECT n.nspname AS schema, c.relname AS name, '' AS index
FROM leaves l JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_constraint k ON k.conrelid = c.oid
WHERE k.contype = 'c' AND k.conname = $3::text
UNION ALL
SELECT n.nspname, c.relname, format('%I.%I', n.nspname, x.relname)
FROM leaves l JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid
WHERE NOT i.indisvalid AND right(x.relname, 11) ~ '^_idx_[0-9a-f]+$'
