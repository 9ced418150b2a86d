-- id: migration/drop_detached
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {leaf}
-- since: 14
DROP TABLE {leaf}
