-- id: migration/column_statistics
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}
-- since: 14
ALTER TABLE {relation} ALTER COLUMN {column} SET STATISTICS {target}
