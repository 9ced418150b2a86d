-- id: archivefile/table
-- params: $1 name schema, $2 name table
-- columns: oid bigint, kind text, is_partition boolean, has_children boolean, parent_schema text, parent text, bound text, age_column text, database text, version integer, system_identifier text
-- locks: none
-- since: 14
-- age_column: what the table, or the one that it is a partition of, is partitioned by, where that is a RANGE over one
-- column of dates, times or numbers: not every type has a least value.
SELECT c.oid::bigint AS oid, c.relkind::text AS kind, c.relispartition AS is_partition,
       EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = c.oid) AS has_children,
       coalesce(pn.nspname::text, '') AS parent_schema, coalesce(p.relname::text, '') AS parent,
       coalesce(pg_get_expr(c.relpartbound, c.oid), '') AS bound,
       coalesce((SELECT a.attname::text FROM pg_partitioned_table k JOIN pg_attribute a ON a.attrelid = k.partrelid AND a.attnum = k.partattrs[0]
                 JOIN pg_type ty ON ty.oid = a.atttypid AND ty.typcategory IN ('D', 'N')
                 WHERE k.partrelid = coalesce(p.oid, c.oid) AND k.partnatts = 1 AND k.partstrat = 'r'), '') AS age_column,
       current_database()::text AS database, current_setting('server_version_num')::integer AS version,
       (pg_control_system()).system_identifier::text AS system_identifier
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
LEFT JOIN pg_class p ON p.oid = i.inhparent LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
WHERE n.nspname = $1 AND c.relname = $2
