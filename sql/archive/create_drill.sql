-- id: archive/create_drill
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {table}
-- since: 14
CREATE TABLE {drill} (LIKE {table} INCLUDING ALL){drill_partition_by}
