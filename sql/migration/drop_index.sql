-- id: migration/drop_index
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on the index
-- since: 14
DROP INDEX IF EXISTS {index}
