-- id: archive/restored_of
-- params: $1 oid of the table
-- columns: id text
-- locks: none
-- since: 14
SELECT r.id FROM parterre.archive_run r WHERE r.table_oid = $1::oid AND r.kind = 'restore'
