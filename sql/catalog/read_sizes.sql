-- id: catalog/read_sizes
-- params: $1 bigint[] oids
-- columns: oid oid, heap bigint, indexes bigint, toast bigint
-- locks: ACCESS SHARE on each relation and its indexes
-- since: 14
SELECT c.oid,
       pg_catalog.pg_table_size(c.oid) - coalesce(s.toast, 0) AS heap,
       pg_catalog.pg_indexes_size(c.oid) AS indexes,
       coalesce(s.toast, 0) AS toast
FROM pg_catalog.pg_class c
CROSS JOIN LATERAL (SELECT CASE WHEN c.reltoastrelid <> 0
                                THEN pg_catalog.pg_total_relation_size(c.reltoastrelid) END AS toast) s
WHERE c.oid = ANY ($1::bigint[]::oid[])
