-- id: migration/index_statistics
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {index}
-- since: 14
ALTER INDEX {index} ALTER COLUMN {column} SET STATISTICS {target}
