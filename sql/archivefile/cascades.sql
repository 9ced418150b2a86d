-- id: archivefile/cascades
-- params: $1 oid of the table
-- columns: relation text, name text
-- locks: none
-- since: 14
-- The foreign keys of other tables that change rows of theirs when a row of this table is deleted; of a partition, those to the tables that it
-- belongs to as well.
SELECT format('%I.%I', n.nspname, c.relname) AS relation, k.conname::text AS name
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND (k.confrelid = $1::oid OR k.confrelid IN (SELECT relid FROM pg_partition_tree($1::oid)) OR k.confrelid IN (SELECT relid FROM pg_partition_ancestors($1::oid))) AND k.confdeltype IN ('c', 'n', 'd') ORDER BY 1, 2
