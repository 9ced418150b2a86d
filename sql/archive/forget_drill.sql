-- id: archive/forget_drill
-- params: $1 oid of the drill, $2 text its schema, $3 text its name
-- columns: none
-- locks: none
-- since: 14
DELETE FROM parterre.archive_run WHERE table_oid = $1::oid AND table_schema = $2 AND table_name = $3
