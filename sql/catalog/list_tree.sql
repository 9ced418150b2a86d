-- id: catalog/list_tree
-- params: $1 oid root
-- columns: oid oid, parent oid, schema name, name name, kind "char", detach_pending boolean, is_default boolean, key_categories text, rows bigint, dead bigint, heap bigint, indexes bigint, toast bigint
-- locks: none
-- since: 14
WITH RECURSIVE tree AS (
    SELECT c.oid, 0::oid AS parent, c.relkind = 'p' AS partitioned, false AS detach_pending
    FROM pg_catalog.pg_class c
    WHERE c.oid = $1
    UNION ALL
    SELECT i.inhrelid, i.inhparent, t.partitioned, i.inhdetachpending
    FROM tree t
    JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid
    WHERE t.partitioned
), index_pages AS (
    SELECT i.indrelid, sum(ic.relpages)::bigint AS pages
    FROM tree t
    JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    GROUP BY i.indrelid
)
SELECT t.oid, t.parent, n.nspname AS schema, c.relname AS name, c.relkind AS kind, t.detach_pending,
       coalesce(p.partdefid = t.oid, false) AS is_default,
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
FROM tree t
JOIN pg_catalog.pg_class c ON c.oid = t.oid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN (SELECT current_setting('block_size')::bigint AS size) b
LEFT JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = t.parent
LEFT JOIN pg_catalog.pg_class tc ON tc.oid = c.reltoastrelid
LEFT JOIN index_pages x ON x.indrelid = t.oid
