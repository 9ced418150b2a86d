-- id: migration/lock_tree
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation} and its partitions: only vacuum and DDL wait
-- since: 14
LOCK TABLE {relation} IN SHARE UPDATE EXCLUSIVE MODE
