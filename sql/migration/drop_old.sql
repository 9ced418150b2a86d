-- id: migration/drop_old
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {old}
-- since: 14
DROP TABLE {old}
