-- id: catalog/list_relations
-- params: none
-- columns: oid oid, parent oid, schema name, name name, kind "char", detach_pending boolean, is_default boolean, key_categories text, rows bigint, dead bigint, heap bigint, indexes bigint, toast bigint
-- locks: none
-- since: 14
WITH index_pages AS (
    SELECT i.indrelid, sum(ic.relpages)::bigint AS pages
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    GROUP BY i.indrelid
)
SELECT c.oid, coalesce(h.inhparent, 0::oid) AS parent, n.nspname AS schema, c.relname AS name, c.relkind AS kind,
       coalesce(h.inhdetachpending, false) AS detach_pending,
       coalesce(p.partdefid = c.oid, false) AS is_default,
       CASE WHEN c.relkind = 'p' THEN
           (SELECT string_agg(coalesce(y.typcategory, '?')::text, '' ORDER BY k.place)
            FROM pg_catalog.pg_partitioned_table o
            CROSS JOIN LATERAL unnest(o.partattrs::smallint[]) WITH ORDINALITY AS k (number, place)
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = o.partrelid AND a.attnum = k.number
            LEFT JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
            WHERE o.partrelid = c.oid) END AS key_categories,
       CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint
            WHEN c.relkind = 'r' THEN nullif(pg_catalog.pg_stat_get_live_tuples(c.oid), 0) END AS rows,
       CASE WHEN c.relkind = 'r' THEN pg_catalog.pg_stat_get_dead_tuples(c.oid) END AS dead,
       CASE WHEN c.relkind <> 'r' THEN 0
            WHEN c.relpages > 0 OR c.reltuples >= 0
            THEN c.relpages::bigint * b.size END AS heap,
       CASE WHEN c.relkind <> 'r' THEN 0
            WHEN c.relpages > 0 OR c.reltuples >= 0
            THEN coalesce(x.pages, 0) * b.size END AS indexes,
       CASE WHEN c.relkind <> 'r' THEN 0
            WHEN c.relpages > 0 OR c.reltuples >= 0
            THEN coalesce(tc.relpages, 0)::bigint * b.size END AS toast
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN (SELECT current_setting('block_size')::bigint AS size) b
LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid AND c.relispartition
LEFT JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = h.inhparent
LEFT JOIN pg_catalog.pg_class tc ON tc.oid = c.reltoastrelid
LEFT JOIN index_pages x ON x.indrelid = c.oid
WHERE (c.relkind IN ('r', 'p') OR c.relkind = 'f' AND c.relispartition)
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname NOT IN ('information_schema', 'parterre')
