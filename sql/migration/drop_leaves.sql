-- id: migration/drop_leaves
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {shadow}, {leaves}
-- since: 14
DROP TABLE IF EXISTS {leaves}
