-- id: migration/statistics_owner
-- params: none
-- columns: none
-- locks: none
-- since: 14
ALTER STATISTICS {statistics} OWNER TO {owner}
