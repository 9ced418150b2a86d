-- id: archive/detach_leaf
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {parent}, {leaf}
-- since: 14
ALTER TABLE {parent} DETACH PARTITION {leaf}
