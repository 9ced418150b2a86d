-- id: catalog/read_bounds
-- params: $1 bigint[] oids
-- columns: oid oid, bound text, partition_key text
-- locks: ACCESS SHARE on each relation
-- since: 14
SELECT c.oid, pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound,
       CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partition_key
FROM pg_catalog.pg_class c
WHERE c.oid = ANY ($1::bigint[]::oid[])
