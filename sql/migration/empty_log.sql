-- id: migration/empty_log
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on {log}
-- since: 14
DELETE FROM {log}
