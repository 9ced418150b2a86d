-- id: migration/lock_row_exclusive
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {table}
-- since: 14
LOCK TABLE ONLY {table} IN SHARE ROW EXCLUSIVE MODE
