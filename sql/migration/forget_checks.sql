-- id: migration/forget_checks
-- params: $1 text id
-- columns: none
-- locks: none
-- since: 14
DELETE FROM parterre.leaf_check WHERE migration_id = $1
