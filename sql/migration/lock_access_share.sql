-- id: migration/lock_access_share
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {table}
-- since: 14
LOCK TABLE ONLY {table} IN ACCESS SHARE MODE
