-- id: archivefile/booked
-- params: $1 text SHA-256 of the file of rows, $2 oid of the table, $3 text schema and $4 text name of the exported table, $5 text condition of the export
-- columns: policy_id text, name text
-- locks: none
-- since: 14
-- Whether a policy has written this file, or is about to book it, from this table or from one that it is a partition of; by name too, since a
-- table that was restored from a dump has another oid.
SELECT f.policy_id, f.name FROM parterre.archive_file f JOIN parterre.archive_run r ON r.id = f.run_id
WHERE (f.sha256 = $1 OR (f.state = 'writing' AND f.leaf_schema = $3 AND f.leaf_name = $4 AND f.condition = $5))
    AND EXISTS (SELECT FROM (SELECT $2::oid UNION SELECT p.relid FROM pg_partition_ancestors($2::oid) p) a (oid)
                LEFT JOIN pg_class c ON c.oid = a.oid LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE a.oid IN (f.leaf_oid, r.table_oid) OR (n.nspname = r.table_schema AND c.relname = r.table_name))
LIMIT 1
