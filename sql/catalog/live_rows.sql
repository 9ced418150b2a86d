-- id: catalog/live_rows
-- params: $1 oid of a partitioned table
-- columns: oid oid, rows bigint
-- locks: none
-- since: 14
SELECT i.inhrelid AS oid, pg_catalog.pg_stat_get_live_tuples(i.inhrelid) AS rows
FROM pg_catalog.pg_inherits i WHERE i.inhparent = $1
