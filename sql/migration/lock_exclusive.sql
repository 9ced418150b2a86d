-- id: migration/lock_exclusive
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {table}
-- since: 14
LOCK TABLE ONLY {table} IN ACCESS EXCLUSIVE MODE
