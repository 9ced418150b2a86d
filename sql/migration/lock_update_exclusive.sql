-- id: migration/lock_update_exclusive
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {table}
-- since: 14
LOCK TABLE ONLY {table} IN SHARE UPDATE EXCLUSIVE MODE
