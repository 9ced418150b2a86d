-- id: migration/detach_leaf
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {table}, {leaf}
-- since: 14
ALTER TABLE {table} DETACH PARTITION {leaf}
