-- id: archive/forget_drill
-- params: $1 oid of the drill
-- columns: none
-- locks: none
-- since: 14
DELETE FROM parterre.archive_run WHERE table_oid = $1::oid
