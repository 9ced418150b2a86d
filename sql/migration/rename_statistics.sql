-- id: migration/rename_statistics
-- params: none
-- columns: none
-- locks: none
-- since: 14
ALTER STATISTICS {statistics} RENAME TO {name}
