-- id: catalog/relation_indexes
-- params: $1 oid relation
-- columns: name name, definition text, bytes bigint, scans bigint, valid boolean
-- locks: ACCESS SHARE on the relation's indexes
-- since: 14
SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition, pg_relation_size(i.indexrelid) AS bytes,
       coalesce(s.idx_scan, 0) AS scans, i.indisvalid AS valid
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_stat_all_indexes s ON s.indexrelid = i.indexrelid
WHERE i.indrelid = $1 ORDER BY i.indisprimary DESC, c.relname
