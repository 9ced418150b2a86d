-- id: migration/lock_tree
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}, each partition of {relation}
-- since: 14
LOCK TABLE {relation} IN SHARE UPDATE EXCLUSIVE MODE
