-- id: archive/restored_of
-- params: $1 oid of the table, $2 text its schema, $3 text its name
-- columns: id text
-- locks: none
-- since: 14
SELECT r.id FROM parterre.archive_run r WHERE r.table_oid = $1::oid AND r.table_schema = $2 AND r.table_name = $3 AND r.kind = 'restore'
