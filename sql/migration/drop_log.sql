-- id: migration/drop_log
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {log}
-- since: 14
DROP TABLE IF EXISTS {log}
