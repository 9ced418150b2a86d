-- id: archive/lock_patiently
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {from}, {leaf}
-- since: 14
-- Only autovacuum is in the way of this lock, and it goes; nobody who reads or writes waits behind it.
LOCK TABLE ONLY {from}, ONLY {leaf} IN SHARE UPDATE EXCLUSIVE MODE
