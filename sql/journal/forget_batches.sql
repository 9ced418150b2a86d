-- id: journal/forget_batches
-- params: $1 text id
-- columns: none
-- locks: none
-- since: 14
DELETE FROM parterre.batch WHERE migration_id = $1
