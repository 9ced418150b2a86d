-- id: migration/drop_leaves
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {shadow} and these partitions
-- since: 14
DROP TABLE IF EXISTS {leaves}
