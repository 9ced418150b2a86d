-- id: migration/create_statistics
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}
-- since: 14
CREATE STATISTICS {statistics}{kinds} ON {columns} FROM {relation}
