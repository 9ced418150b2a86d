-- id: migration/statistics_target
-- params: none
-- columns: none
-- locks: none
-- since: 14
ALTER STATISTICS {statistics} SET STATISTICS {target}
