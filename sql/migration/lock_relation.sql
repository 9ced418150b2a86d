-- id: migration/lock_relation
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}
-- since: 14
LOCK TABLE ONLY {relation} IN SHARE UPDATE EXCLUSIVE MODE
